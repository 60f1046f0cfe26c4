package dev.shipmate.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One Kubernetes cluster, as one user sees it from one namespace.
///
/// Reads go straight to the API server; nothing is cached but the list of kinds. Every method may throw a
/// [ClusterException]; an object that is not there is an empty answer.
public final class Cluster implements AutoCloseable {
    private final ClusterOptions options;
    private final String pinned;
    private final Connection connection;
    private final ObjectLists lists;
    private final Discovery discovery;

    private Cluster(ClusterOptions options, String pinned, Connection connection, Discovery discovery) {
        this.options = options;
        this.pinned = pinned;
        this.connection = connection;
        this.lists = new ObjectLists(connection);
        this.discovery = discovery;
    }

    /// Reads the kubeconfig and gets ready. No request is made.
    public static Cluster open(ClusterOptions options) {
        return along(options, Kubeconfig.read(options));
    }

    /// The same, but where no kubeconfig has any context, one that is yet to be started under this name. Until
    /// [#reconnect] finds it, it cannot be reached.
    public static Cluster openOrExpect(ClusterOptions options, String context) {
        return along(options, Kubeconfig.readOrExpect(options, context));
    }

    private static Cluster along(ClusterOptions options, Kubeconfig kubeconfig) {
        var connection = new Connection(kubeconfig);
        return new Cluster(options, connection.target().namespace(), connection, new Discovery(connection));
    }

    /// Reads the kubeconfig again, for the same context: a local cluster that was started has another address. Also
    /// for those that [#withNamespace] made of this one.
    public void reconnect() {
        connection.renew(
                Kubeconfig.read(options.server().isEmpty() ? options.withContext(target().context()) : options));
    }

    /// What the kubeconfig says about the cluster.
    public ClusterEntry entry() {
        return connection.kubeconfig().entry();
    }

    /// The contexts that could be chosen; none when the options name a server.
    public static List<ClusterContext> contexts(ClusterOptions options) {
        return Kubeconfig.read(options).contexts();
    }

    public ClusterTarget target() {
        return connection.target().withNamespace(pinned);
    }

    /// What tells this cluster from any other: the server's address, and the uid of the namespace `kube-system`, which
    /// is made with the cluster. Whoever may not read it has the address alone.
    public String identity() {
        String uid;
        try {
            uid = connection
                    .find(KnownKinds.NAMESPACES.named("", "kube-system"))
                    .map(namespace -> namespace.path("metadata").path("uid").asString(""))
                    .orElse("");
        } catch (ClusterException _) {
            uid = "";
        }
        return "%s %s".formatted(target().server(), uid).strip();
    }

    /// The same cluster, over the same connection, from another namespace.
    public Cluster withNamespace(String changed) {
        return new Cluster(options, changed, connection, discovery);
    }

    /// The names in the cluster, fresh: keep it for one turn.
    public Inventory inventory() {
        return new LiveInventory(connection, discovery, pinned);
    }

    public Logs logs() {
        return new Logs(connection);
    }

    /// Hears of changes in this namespace as they happen; whoever calls it closes it.
    public Watching watch(WatchPace pace) {
        return new Watching(connection, pinned, pace);
    }

    public Metrics metrics() {
        return new Metrics(connection, lists);
    }

    /// Programs in the cluster, by way of the API server.
    public Proxy proxy() {
        return new Proxy(connection);
    }

    /// The rollout history of workloads.
    public Revisions revisions() {
        return new Revisions(lists);
    }

    /// The API server's version, such as `v1.34.4`; empty when it does not tell.
    public String version() {
        return connection
                .find(ApiPath.of("/version", "ask for the version"))
                .map(answer -> answer.path("gitVersion").asString(""))
                .orElse("");
    }

    /// Whether the user may do this, by the API server's own rules.
    ///
    /// @param resource a plural, or a plural and a part such as `pods/log`
    /// @param namespace empty for all of them
    public boolean can(String verb, String group, String resource, String namespace) {
        return new Permissions(connection).can(verb, group, resource, namespace);
    }

    /// Changes to objects: stored, or only tried out.
    public Writes writes(Write write) {
        return new Writes(connection, write);
    }

    /// Leads a port of this machine, or any free one for 0, to the pods behind a Service until it is closed. Throws an
    /// `IOException` when another program has the port.
    public ServiceForward forward(String namespace, String service, int port, int localPort) throws IOException {
        return ServiceForward.open(this, connection.kubeconfig().config(), namespace, service, port, localPort);
    }

    /// Waits until a deployment, stateful set or daemon set has rolled out, or until it is clear that it will not.
    /// `progress` hears each step. Nothing is thrown: the change that is waited for was made.
    public RolloutEnding awaitRollout(WorkloadName workload, RolloutPace pace, Consumer<String> progress) {
        return new RolloutWait(this, workload, pace, progress).await();
    }

    /// Waits until a deleted object is gone. Nothing is thrown either.
    public GoneEnding awaitGone(ObjectName object, String uid, RolloutPace pace, Consumer<String> progress) {
        return new GoneWait(this, object, uid, pace, progress).await();
    }

    /// The kind that a user's word means: plural, singular or short name.
    public Optional<ResourceKind> findKind(String word) {
        return discovery.find(word);
    }

    public boolean namespaceExists(String name) {
        try {
            return connection.find(KnownKinds.NAMESPACES.named("", name)).isPresent();
        } catch (ClusterException e) {
            return switch (e.code()) {
                // Whoever may not look at the namespace itself may still work in it.
                case FORBIDDEN -> true;
                case UNREACHABLE, UNAUTHORIZED, CONFLICT, INVALID, SERVER_ERROR -> throw e;
            };
        }
    }

    /// Hands every pod to `each`, one at a time. `namespace` empty means all; `selector` is a label selector, or empty.
    public void forEachPod(String namespace, String selector, Consumer<PodView> each) {
        forEachPodOn("", namespace, selector, each);
    }

    /// The same for the pods that were scheduled to one node; an empty `node` means all, also unscheduled ones.
    public void forEachPodOn(String node, String namespace, String selector, Consumer<PodView> each) {
        lists.forEachUnmanaged(
                KnownKinds.PODS
                        .list(namespace)
                        .with("labelSelector", selector)
                        .with("fieldSelector", node.isEmpty() ? "" : "spec.nodeName=" + node),
                pod -> each.accept(PodReader.read(pod)));
    }

    /// The same, each with its JSON as the API server keeps it, but for who managed which field.
    public void forEachPodObject(String namespace, String selector, BiConsumer<PodView, JsonNode> each) {
        lists.forEachUnmanaged(
                KnownKinds.PODS.list(namespace).with("labelSelector", selector),
                pod -> each.accept(PodReader.read(pod), pod));
    }

    public Optional<PodView> findPod(String namespace, String name) {
        return connection.find(KnownKinds.PODS.named(namespace, name)).map(PodReader::read);
    }

    /// The workloads of these kinds, in the order of the kinds; `namespace` empty means all.
    public List<WorkloadView> workloads(List<ResourceKind> kinds, String namespace) {
        List<Callable<List<WorkloadView>>> requests = kinds.stream()
                .<Callable<List<WorkloadView>>>map(kind -> () -> workloads(kind, namespace, ""))
                .toList();
        return Parallel.all(requests).stream().flatMap(List::stream).toList();
    }

    /// The workloads of one kind that have the labels of `selector`, or all of them when it is empty.
    public List<WorkloadView> workloads(ResourceKind kind, String namespace, String selector) {
        var found = new ArrayList<WorkloadView>();
        forEachWorkload(kind, namespace, selector, (workload, _) -> found.add(workload));
        return found;
    }

    /// Hands every workload of one kind to `each`, with its JSON.
    public void forEachWorkload(
            ResourceKind kind, String namespace, String selector, BiConsumer<WorkloadView, JsonNode> each) {
        lists.forEach(
                kind.list(namespace).with("labelSelector", selector),
                Connection.JSON,
                object -> each.accept(WorkloadReader.read(kind, object), object));
    }

    public Optional<WorkloadView> findWorkload(WorkloadName workload) {
        return KnownKinds.find(workload.kind())
                .flatMap(kind -> connection
                        .find(kind.named(workload.namespace(), workload.name()))
                        .map(object -> WorkloadReader.read(kind, object)));
    }

    /// Hands every event of a namespace, or of all when it is empty, to `each`, in no particular order. `object` is
    /// the name of what they are about, or empty.
    public void forEachEvent(String namespace, String object, Consumer<EventView> each) {
        lists.forEach(
                KnownKinds.EVENTS
                        .list(namespace)
                        .with("fieldSelector", object.isEmpty() ? "" : "involvedObject.name=" + object),
                Connection.JSON,
                event -> each.accept(EventView.read(event)));
    }

    /// The same for the warnings alone, whatever they are about.
    public void forEachWarning(String namespace, Consumer<EventView> each) {
        lists.forEach(
                KnownKinds.EVENTS.list(namespace).with("fieldSelector", "type=Warning"),
                Connection.JSON,
                event -> each.accept(EventView.read(event)));
    }

    public Optional<JsonNode> findObject(ResourceKind kind, String namespace, String name) {
        return connection.find(kind.named(namespace, name));
    }

    /// Hands every object of a kind to `each`, as JSON.
    public void forEachObject(ResourceKind kind, String namespace, String selector, Consumer<JsonNode> each) {
        lists.forEach(kind.list(namespace).with("labelSelector", selector), Connection.JSON, each);
    }

    /// The same with what the objects' `metadata` says, and nothing else of them: what Secrets hold is not sent.
    public void forEachMetadata(ResourceKind kind, String namespace, String selector, Consumer<JsonNode> each) {
        lists.forEach(kind.list(namespace).with("labelSelector", selector), ObjectLists.NAMES_ONLY, object -> {
            if (object instanceof ObjectNode whole) {
                each.accept(whole.retain("metadata"));
            }
        });
    }

    /// The server's own table of a kind's objects, with the columns that kubectl shows. A server that makes no tables
    /// hands over the objects themselves, and no columns.
    public void forEachRow(
            ResourceKind kind, String namespace, String selector, Consumer<JsonNode> columns, Consumer<JsonNode> row) {
        lists.forEachRow(kind.list(namespace).with("labelSelector", selector), columns, row);
    }

    /// One object as such a table.
    public Optional<JsonNode> findRow(ResourceKind kind, String namespace, String name) {
        return connection.find(kind.named(namespace, name), ObjectLists.TABLE);
    }

    @Override
    public void close() {
        connection.close();
    }
}
