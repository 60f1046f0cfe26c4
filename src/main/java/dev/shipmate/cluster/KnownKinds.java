package dev.shipmate.cluster;

import java.util.List;
import java.util.Optional;

/// The kinds that every Kubernetes has, so that the common questions need no discovery.
public final class KnownKinds {
    public static final ResourceKind PODS = core("pods", "pod", "Pod", true, "po");
    public static final ResourceKind SERVICES = core("services", "service", "Service", true, "svc");
    public static final ResourceKind CONFIG_MAPS = core("configmaps", "configmap", "ConfigMap", true, "cm");
    public static final ResourceKind SECRETS = core("secrets", "secret", "Secret", true);
    public static final ResourceKind NAMESPACES = core("namespaces", "namespace", "Namespace", false, "ns");
    public static final ResourceKind NODES = core("nodes", "node", "Node", false, "no");
    public static final ResourceKind EVENTS = core("events", "event", "Event", true, "ev");
    public static final ResourceKind CLAIMS =
            core("persistentvolumeclaims", "persistentvolumeclaim", "PersistentVolumeClaim", true, "pvc");
    public static final ResourceKind DEPLOYMENTS = apps("deployments", "deployment", "Deployment", "deploy");
    public static final ResourceKind STATEFUL_SETS = apps("statefulsets", "statefulset", "StatefulSet", "sts");
    public static final ResourceKind DAEMON_SETS = apps("daemonsets", "daemonset", "DaemonSet", "ds");
    public static final ResourceKind REPLICA_SETS = apps("replicasets", "replicaset", "ReplicaSet", "rs");
    public static final ResourceKind CONTROLLER_REVISIONS =
            apps("controllerrevisions", "controllerrevision", "ControllerRevision");
    public static final ResourceKind JOBS = batch("jobs", "job", "Job");
    public static final ResourceKind CRON_JOBS = batch("cronjobs", "cronjob", "CronJob", "cj");

    public static final ResourceKind VOLUMES =
            core("persistentvolumes", "persistentvolume", "PersistentVolume", false, "pv");
    public static final ResourceKind SERVICE_ACCOUNTS =
            core("serviceaccounts", "serviceaccount", "ServiceAccount", true, "sa");
    public static final ResourceKind QUOTAS = core("resourcequotas", "resourcequota", "ResourceQuota", true, "quota");
    public static final ResourceKind LIMIT_RANGES = core("limitranges", "limitrange", "LimitRange", true, "limits");
    public static final ResourceKind INGRESSES =
            other("networking.k8s.io", "v1", "ingresses", "ingress", "Ingress", true, "ing");
    public static final ResourceKind INGRESS_CLASSES =
            other("networking.k8s.io", "v1", "ingressclasses", "ingressclass", "IngressClass", false);
    public static final ResourceKind NETWORK_POLICIES =
            other("networking.k8s.io", "v1", "networkpolicies", "networkpolicy", "NetworkPolicy", true, "netpol");
    public static final ResourceKind ENDPOINT_SLICES =
            other("discovery.k8s.io", "v1", "endpointslices", "endpointslice", "EndpointSlice", true, "eps");
    public static final ResourceKind AUTOSCALERS = other(
            "autoscaling",
            "v2",
            "horizontalpodautoscalers",
            "horizontalpodautoscaler",
            "HorizontalPodAutoscaler",
            true,
            "hpa");
    public static final ResourceKind DISRUPTION_BUDGETS =
            other("policy", "v1", "poddisruptionbudgets", "poddisruptionbudget", "PodDisruptionBudget", true, "pdb");
    public static final ResourceKind STORAGE_CLASSES =
            other("storage.k8s.io", "v1", "storageclasses", "storageclass", "StorageClass", false, "sc");
    public static final ResourceKind VALIDATING_WEBHOOKS = other(
            "admissionregistration.k8s.io",
            "v1",
            "validatingwebhookconfigurations",
            "validatingwebhookconfiguration",
            "ValidatingWebhookConfiguration",
            false);
    public static final ResourceKind MUTATING_WEBHOOKS = other(
            "admissionregistration.k8s.io",
            "v1",
            "mutatingwebhookconfigurations",
            "mutatingwebhookconfiguration",
            "MutatingWebhookConfiguration",
            false);
    public static final ResourceKind API_SERVICES =
            other("apiregistration.k8s.io", "v1", "apiservices", "apiservice", "APIService", false);

    /// The kinds that own pods, in the order in which an unclear name is resolved.
    public static final List<ResourceKind> WORKLOADS =
            List.of(DEPLOYMENTS, STATEFUL_SETS, DAEMON_SETS, JOBS, CRON_JOBS);

    /// Those of them whose pods are rolled out, and can be restarted.
    public static final List<ResourceKind> ROLLED_OUT = List.of(DEPLOYMENTS, STATEFUL_SETS, DAEMON_SETS);

    private static final List<ResourceKind> ALL = List.of(
            PODS,
            SERVICES,
            CONFIG_MAPS,
            SECRETS,
            NAMESPACES,
            NODES,
            EVENTS,
            CLAIMS,
            DEPLOYMENTS,
            STATEFUL_SETS,
            DAEMON_SETS,
            REPLICA_SETS,
            CONTROLLER_REVISIONS,
            JOBS,
            CRON_JOBS,
            VOLUMES,
            SERVICE_ACCOUNTS,
            core("endpoints", "endpoints", "Endpoints", true, "ep"),
            QUOTAS,
            LIMIT_RANGES,
            INGRESSES,
            INGRESS_CLASSES,
            NETWORK_POLICIES,
            AUTOSCALERS,
            DISRUPTION_BUDGETS,
            STORAGE_CLASSES,
            VALIDATING_WEBHOOKS,
            MUTATING_WEBHOOKS,
            ENDPOINT_SLICES,
            API_SERVICES);

    private KnownKinds() {}

    /// The kind that a user's word means.
    public static Optional<ResourceKind> find(String word) {
        return ALL.stream().filter(kind -> kind.isCalled(word)).findFirst();
    }

    /// The kind of an owner or of an event's object, by its `kind` field.
    public static Optional<ResourceKind> ofKind(String kind) {
        return ALL.stream().filter(known -> known.kind().equals(kind)).findFirst();
    }

    private static ResourceKind core(
            String plural, String singular, String kind, boolean namespaced, String... shorts) {
        return new ResourceKind("", "v1", plural, singular, kind, List.of(shorts), namespaced);
    }

    private static ResourceKind apps(String plural, String singular, String kind, String... shorts) {
        return new ResourceKind("apps", "v1", plural, singular, kind, List.of(shorts), true);
    }

    private static ResourceKind batch(String plural, String singular, String kind, String... shorts) {
        return new ResourceKind("batch", "v1", plural, singular, kind, List.of(shorts), true);
    }

    private static ResourceKind other(
            String group,
            String version,
            String plural,
            String singular,
            String kind,
            boolean spaced,
            String... shorts) {
        return new ResourceKind(group, version, plural, singular, kind, List.of(shorts), spaced);
    }
}
