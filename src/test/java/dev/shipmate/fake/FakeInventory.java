package dev.shipmate.fake;

import dev.shipmate.cluster.Inventory;
import dev.shipmate.cluster.PodName;
import dev.shipmate.cluster.WorkloadName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Live names held in memory, which also remembers what it was asked for.
public final class FakeInventory implements Inventory {
    private static final List<KindName> KINDS = List.of(
            kind("pods", "pod", "", true, "po"),
            kind("services", "service", "", true, "svc"),
            kind("configmaps", "configmap", "", true, "cm"),
            kind("secrets", "secret", "", true),
            kind("serviceaccounts", "serviceaccount", "", true, "sa"),
            kind("events", "event", "", true, "ev"),
            kind("persistentvolumeclaims", "persistentvolumeclaim", "", true, "pvc"),
            kind("persistentvolumes", "persistentvolume", "", false, "pv"),
            kind("namespaces", "namespace", "", false, "ns"),
            kind("nodes", "node", "", false, "no"),
            kind("deployments", "deployment", "apps", true, "deploy"),
            kind("statefulsets", "statefulset", "apps", true, "sts"),
            kind("daemonsets", "daemonset", "apps", true, "ds"),
            kind("replicasets", "replicaset", "apps", true, "rs"),
            kind("jobs", "job", "batch", true),
            kind("cronjobs", "cronjob", "batch", true, "cj"),
            kind("ingresses", "ingress", "networking.k8s.io", true, "ing"),
            kind("networkpolicies", "networkpolicy", "networking.k8s.io", true, "netpol"),
            kind("horizontalpodautoscalers", "horizontalpodautoscaler", "autoscaling", true, "hpa"),
            kind("poddisruptionbudgets", "poddisruptionbudget", "policy", true, "pdb"),
            kind("roles", "role", "rbac.authorization.k8s.io", true),
            kind("rolebindings", "rolebinding", "rbac.authorization.k8s.io", true),
            kind("clusterroles", "clusterrole", "rbac.authorization.k8s.io", false),
            kind("storageclasses", "storageclass", "storage.k8s.io", false, "sc"),
            kind("customresourcedefinitions", "customresourcedefinition", "apiextensions.k8s.io", false, "crd"),
            kind("widgets", "widget", "example.com", true, "wd"));

    private final TreeSet<String> namespaces = new TreeSet<>();
    private final List<WorkloadName> workloads = new ArrayList<>();
    private final List<PodName> pods = new ArrayList<>();
    private final Map<String, Map<String, List<String>>> objects = new TreeMap<>();
    private final List<String> asked = new ArrayList<>();

    /// The cluster that most tests ask about: a to-do app in `todo-phaseiv`, and what commonly runs beside it.
    public static FakeInventory todo() {
        return new FakeInventory()
                .withNamespaces("default", "kube-node-lease", "kube-public", "kube-system")
                .withNamespaces("ingress-nginx", "todo-phaseiv", "hello", "staging", "production", "monitoring")
                .with("deployment", "kube-system", "coredns", 2)
                .with("deployment", "kube-system", "metrics-server", 1)
                .with("daemonset", "kube-system", "kube-proxy", 1)
                .with("deployment", "ingress-nginx", "ingress-nginx-controller", 1)
                .with("deployment", "todo-phaseiv", "frontend", 2)
                .with("deployment", "todo-phaseiv", "backend", 2)
                .with("deployment", "todo-phaseiv", "mcp-server", 1)
                .with("statefulset", "todo-phaseiv", "redis", 1)
                .with("statefulset", "todo-phaseiv", "postgres", 1)
                .with("deployment", "hello", "nginx", 1)
                .with("deployment", "staging", "checkout", 1)
                .with("deployment", "production", "checkout", 3)
                .with("deployment", "production", "payment-api", 2)
                .with("deployment", "monitoring", "grafana", 1)
                .with("statefulset", "monitoring", "prometheus", 1)
                .withObjects("nodes", "", "minikube")
                .withObjects("services", "todo-phaseiv", "backend", "frontend", "mcp-server", "postgres", "redis")
                .withObjects("configmaps", "todo-phaseiv", "todo-app-config")
                .withObjects("secrets", "todo-phaseiv", "todo-app-secrets", "todo-app-tls")
                .withObjects("serviceaccounts", "todo-phaseiv", "default", "todo-app")
                .withObjects("ingresses", "todo-phaseiv", "todo-app")
                .withObjects("horizontalpodautoscalers", "todo-phaseiv", "backend", "frontend")
                .withObjects("persistentvolumeclaims", "todo-phaseiv", "data-postgres-0", "data-redis-0");
    }

    public FakeInventory withNamespaces(String... names) {
        namespaces.addAll(List.of(names));
        return this;
    }

    /// Adds a workload and its pods, each with one container of the workload's name.
    public FakeInventory with(String kind, String namespace, String name, int replicas) {
        namespaces.add(namespace);
        workloads.add(new WorkloadName(kind, namespace, name));
        for (int i = 0; i < replicas; i++) {
            String pod = kind.equals("statefulset") ? name + "-" + i : "%s-7c9f6d5b84-x%dk2z".formatted(name, i);
            pods.add(new PodName(namespace, pod, kind + "/" + name, List.of(name)));
        }
        return this;
    }

    public FakeInventory withPod(PodName pod) {
        namespaces.add(pod.namespace());
        pods.add(pod);
        return this;
    }

    /// Adds objects of a kind; an empty namespace is for kinds that have none.
    public FakeInventory withObjects(String kind, String namespace, String... names) {
        objects.computeIfAbsent(kind, _ -> new TreeMap<>()).put(namespace, List.of(names));
        return this;
    }

    /// The lists fetched so far, such as `namespaces`, `workloads todo` or `pods *`, without repeats.
    public List<String> asked() {
        return asked.stream().distinct().toList();
    }

    @Override
    public List<String> namespaces() {
        asked.add("namespaces");
        return List.copyOf(namespaces);
    }

    @Override
    public List<WorkloadName> workloads(String namespace) {
        asked.add("workloads " + place(namespace));
        return workloads.stream()
                .filter(workload -> namespace.isEmpty() || workload.namespace().equals(namespace))
                .sorted(Comparator.comparing(WorkloadName::name).thenComparing(WorkloadName::namespace))
                .toList();
    }

    /// As many as the workload has pods here.
    @Override
    public Optional<Integer> replicas(WorkloadName workload) {
        asked.add("replicas " + workload.display());
        return Optional.of((int) pods.stream()
                .filter(pod -> pod.namespace().equals(workload.namespace())
                        && pod.owner().equals(workload.display()))
                .count());
    }

    @Override
    public List<PodName> pods(String namespace) {
        asked.add("pods " + place(namespace));
        return pods.stream()
                .filter(pod -> namespace.isEmpty() || pod.namespace().equals(namespace))
                .sorted(Comparator.comparing(PodName::name))
                .toList();
    }

    @Override
    public List<String> names(String kind, String namespace) {
        asked.add(kind + " " + place(namespace));
        return objects.getOrDefault(kind, Map.of()).entrySet().stream()
                .filter(entry -> namespace.isEmpty() || entry.getKey().equals(namespace))
                .flatMap(entry -> entry.getValue().stream())
                .sorted()
                .toList();
    }

    @Override
    public List<KindName> kinds() {
        asked.add("kinds");
        return KINDS;
    }

    private static String place(String namespace) {
        return namespace.isEmpty() ? "*" : namespace;
    }

    private static KindName kind(
            String plural, String singular, String group, boolean namespaced, String... shortNames) {
        return new KindName(plural, singular, Stream.of(shortNames).toList(), group, namespaced);
    }
}
