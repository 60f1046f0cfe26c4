package dev.shipmate.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// The names in a real cluster, read when asked for and then kept: make a fresh one for each turn.
final class LiveInventory implements Inventory {
    private static final int PODS = 5_000;

    private final Connection connection;
    private final ObjectLists lists;
    private final Discovery discovery;
    private final String ownNamespace;
    private final Map<String, List<String>> names = new ConcurrentHashMap<>();
    private final Map<String, List<WorkloadName>> workloads = new ConcurrentHashMap<>();
    private final Map<String, List<PodName>> pods = new ConcurrentHashMap<>();

    LiveInventory(Connection connection, Discovery discovery, String ownNamespace) {
        this.connection = connection;
        this.lists = new ObjectLists(connection);
        this.discovery = discovery;
        this.ownNamespace = ownNamespace;
    }

    /// The namespaces; the session's own when the user may not list them.
    @Override
    public List<String> namespaces() {
        List<String> listed = names("namespaces", "");
        return listed.isEmpty() ? List.of(ownNamespace) : listed;
    }

    @Override
    public List<WorkloadName> workloads(String namespace) {
        return memoised(workloads, namespace, () -> {
            List<Callable<List<WorkloadName>>> requests = KnownKinds.WORKLOADS.stream()
                    .<Callable<List<WorkloadName>>>map(kind -> () -> allowed(() -> workloads(kind, namespace)))
                    .toList();
            return Parallel.all(requests).stream()
                    .flatMap(List::stream)
                    .sorted(Comparator.comparing(WorkloadName::name).thenComparing(WorkloadName::kind))
                    .toList();
        });
    }

    @Override
    public Optional<Integer> replicas(WorkloadName workload) {
        return KnownKinds.WORKLOADS.stream()
                .filter(kind -> kind.singular().equals(workload.kind()))
                .findFirst()
                .flatMap(kind -> allowed(
                        () -> connection.find(kind.named(workload.namespace(), workload.name())), Optional.empty()))
                .map(object -> object.path("spec").path("replicas"))
                .filter(JsonNode::isInt)
                .map(JsonNode::asInt);
    }

    @Override
    public List<PodName> pods(String namespace) {
        return memoised(
                pods,
                namespace,
                () -> allowed(() -> {
                    var found = new ArrayList<PodName>();
                    lists.first(PODS, KnownKinds.PODS.list(namespace), Connection.JSON, pod -> found.add(podName(pod)));
                    found.sort(Comparator.comparing(PodName::name));
                    return found;
                }));
    }

    @Override
    public List<String> names(String kind, String namespace) {
        return memoised(
                names,
                kind + " " + namespace,
                () -> discovery
                        .find(kind)
                        .map(found -> allowed(() -> names(found, namespace)))
                        .orElse(List.of()));
    }

    @Override
    public List<KindName> kinds() {
        return discovery.all().stream()
                .map(kind -> new KindName(
                        kind.plural(), kind.singular(), kind.shortNames(), kind.group(), kind.namespaced()))
                .sorted(Comparator.comparing(KindName::plural))
                .toList();
    }

    private List<String> names(ResourceKind kind, String namespace) {
        var found = new ArrayList<String>();
        lists.forEach(kind.list(namespace), ObjectLists.NAMES_ONLY, object -> found.add(name(object)));
        return found.stream().sorted().toList();
    }

    private List<WorkloadName> workloads(ResourceKind kind, String namespace) {
        var found = new ArrayList<WorkloadName>();
        lists.forEach(
                kind.list(namespace),
                ObjectLists.NAMES_ONLY,
                object -> found.add(new WorkloadName(
                        kind.singular(),
                        object.path("metadata").path("namespace").asString(""),
                        name(object))));
        return found;
    }

    private static PodName podName(JsonNode pod) {
        JsonNode metadata = pod.path("metadata");
        List<String> containers = pod.path("spec")
                .path("containers")
                .valueStream()
                .map(container -> container.path("name").asString(""))
                .toList();
        return new PodName(metadata.path("namespace").asString(""), name(pod), PodReader.owner(metadata), containers);
    }

    private static String name(JsonNode object) {
        return object.path("metadata").path("name").asString("");
    }

    /// A list that the user may not read is empty here: names only help to understand, so a question about something
    /// else must not fail for them.
    private static <T> List<T> allowed(Supplier<List<T>> list) {
        return allowed(list, List.of());
    }

    private static <T> T allowed(Supplier<T> answer, T otherwise) {
        try {
            return answer.get();
        } catch (ClusterException e) {
            return switch (e.code()) {
                case FORBIDDEN -> otherwise;
                case UNREACHABLE, UNAUTHORIZED, CONFLICT, INVALID, SERVER_ERROR -> throw e;
            };
        }
    }

    /// Two threads that ask at the same time may both fetch, which is cheaper than making one wait while it holds a
    /// lock.
    private static <T> List<T> memoised(Map<String, List<T>> known, String key, Supplier<List<T>> fetch) {
        List<T> present = known.get(key);
        if (present != null) {
            return present;
        }
        List<T> fetched = List.copyOf(fetch.get());
        known.put(key, fetched);
        return fetched;
    }
}
