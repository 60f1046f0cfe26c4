package dev.shipmate.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The kinds of objects that the server knows, in the order in which discovery lists them.
final class ResourceTypes {
    private static final List<String> PLAIN = List.of();
    private static final List<String> STATUS = List.of("status");
    private static final List<String> SCALED = List.of("status", "scale");

    static final ResourceType POD = core("pods", "Pod", true, List.of("po"), List.of("status", "log", "proxy"));
    static final ResourceType NODE = core("nodes", "Node", false, List.of("no"), STATUS);
    static final ResourceType NAMESPACE = core("namespaces", "Namespace", false, List.of("ns"), STATUS);
    static final ResourceType EVENT = core("events", "Event", true, List.of("ev"), PLAIN);
    static final ResourceType CLAIM =
            core("persistentvolumeclaims", "PersistentVolumeClaim", true, List.of("pvc"), STATUS);
    static final ResourceType SERVICE = core("services", "Service", true, List.of("svc"), List.of("status", "proxy"));
    static final ResourceType SECRET = core("secrets", "Secret", true, PLAIN, PLAIN);
    static final ResourceType CONFIG_MAP = core("configmaps", "ConfigMap", true, List.of("cm"), PLAIN);
    static final ResourceType DEPLOYMENT = apps("deployments", "Deployment", List.of("deploy"), SCALED);
    static final ResourceType REPLICA_SET = apps("replicasets", "ReplicaSet", List.of("rs"), SCALED);
    static final ResourceType STATEFUL_SET = apps("statefulsets", "StatefulSet", List.of("sts"), SCALED);
    static final ResourceType DAEMON_SET = apps("daemonsets", "DaemonSet", List.of("ds"), STATUS);
    static final ResourceType CONTROLLER_REVISION = apps("controllerrevisions", "ControllerRevision", PLAIN, PLAIN);
    static final ResourceType JOB = type("batch", "v1", "jobs", "Job", PLAIN, STATUS);
    static final ResourceType AUTOSCALER =
            type("autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler", List.of("hpa"), STATUS);
    static final ResourceType ENDPOINT_SLICE =
            type("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice", PLAIN, PLAIN);
    static final ResourceType POD_METRICS = type("metrics.k8s.io", "v1beta1", "pods", "PodMetrics", PLAIN, PLAIN);
    static final ResourceType NODE_METRICS =
            new ResourceType("metrics.k8s.io", "v1beta1", "nodes", "nodemetrics", "NodeMetrics", false, PLAIN, PLAIN);

    private static final List<ResourceType> ALL = List.of(
            POD,
            SERVICE,
            CONFIG_MAP,
            SECRET,
            core("serviceaccounts", "ServiceAccount", true, List.of("sa"), PLAIN),
            core("endpoints", "Endpoints", true, List.of("ep"), PLAIN),
            EVENT,
            CLAIM,
            core("limitranges", "LimitRange", true, List.of("limits"), PLAIN),
            core("resourcequotas", "ResourceQuota", true, List.of("quota"), STATUS),
            core("replicationcontrollers", "ReplicationController", true, List.of("rc"), SCALED),
            core("podtemplates", "PodTemplate", true, PLAIN, PLAIN),
            NAMESPACE,
            NODE,
            core("persistentvolumes", "PersistentVolume", false, List.of("pv"), STATUS),
            DEPLOYMENT,
            REPLICA_SET,
            STATEFUL_SET,
            DAEMON_SET,
            CONTROLLER_REVISION,
            JOB,
            type("batch", "v1", "cronjobs", "CronJob", List.of("cj"), STATUS),
            AUTOSCALER,
            type("networking.k8s.io", "v1", "ingresses", "Ingress", List.of("ing"), STATUS),
            type("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy", List.of("netpol"), PLAIN),
            global("networking.k8s.io", "ingressclasses", "IngressClass", PLAIN),
            type("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", List.of("pdb"), STATUS),
            type("rbac.authorization.k8s.io", "v1", "roles", "Role", PLAIN, PLAIN),
            type("rbac.authorization.k8s.io", "v1", "rolebindings", "RoleBinding", PLAIN, PLAIN),
            global("rbac.authorization.k8s.io", "clusterroles", "ClusterRole", PLAIN),
            global("rbac.authorization.k8s.io", "clusterrolebindings", "ClusterRoleBinding", PLAIN),
            global("storage.k8s.io", "storageclasses", "StorageClass", List.of("sc")),
            ENDPOINT_SLICE,
            type("coordination.k8s.io", "v1", "leases", "Lease", PLAIN, PLAIN),
            global("apiextensions.k8s.io", "customresourcedefinitions", "CustomResourceDefinition", List.of("crd")),
            type("shop.example.com", "v1", "backups", "Backup", List.of("bk"), STATUS),
            POD_METRICS,
            NODE_METRICS);

    private ResourceTypes() {}

    static List<ResourceType> all() {
        return ALL;
    }

    static Optional<ResourceType> find(String group, String version, String plural) {
        return ALL.stream()
                .filter(type -> type.group().equals(group)
                        && type.version().equals(version)
                        && type.plural().equals(plural))
                .findFirst();
    }

    /// The kind that a manifest names.
    static Optional<ResourceType> findKind(String apiVersion, String kind) {
        return ALL.stream()
                .filter(type ->
                        type.apiVersion().equals(apiVersion) && type.kind().equals(kind))
                .findFirst();
    }

    static List<ResourceType> in(String group, String version) {
        return ALL.stream()
                .filter(type -> type.group().equals(group) && type.version().equals(version))
                .toList();
    }

    /// Every group but the core one, in the order of their first kind.
    static List<String> groups() {
        Set<String> groups = new LinkedHashSet<>();
        ALL.forEach(type -> groups.add(type.group()));
        groups.remove("");
        return new ArrayList<>(groups);
    }

    static String version(String group) {
        return ALL.stream()
                .filter(type -> type.group().equals(group))
                .findFirst()
                .orElseThrow()
                .version();
    }

    private static ResourceType core(
            String plural, String kind, boolean namespaced, List<String> shortNames, List<String> subresources) {
        return new ResourceType("", "v1", plural, singular(kind), kind, namespaced, shortNames, subresources);
    }

    private static ResourceType apps(String plural, String kind, List<String> shortNames, List<String> subresources) {
        return new ResourceType("apps", "v1", plural, singular(kind), kind, true, shortNames, subresources);
    }

    private static ResourceType type(
            String group,
            String version,
            String plural,
            String kind,
            List<String> shortNames,
            List<String> subresources) {
        return new ResourceType(group, version, plural, singular(kind), kind, true, shortNames, subresources);
    }

    private static ResourceType global(String group, String plural, String kind, List<String> shortNames) {
        return new ResourceType(group, "v1", plural, singular(kind), kind, false, shortNames, PLAIN);
    }

    private static String singular(String kind) {
        return kind.toLowerCase(java.util.Locale.ROOT);
    }
}
