package dev.shipmate.cluster;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Watches over one namespace, each of which tells what there is and then every change, until it is closed.
///
/// Each kind costs one list and one connection on which the API server speaks; nothing is asked again and again.
/// What is heard of one kind comes from one thread, in order; of two kinds at the same time.
public final class Watching implements AutoCloseable {
    private final Connection connection;
    private final String namespace;
    private final WatchPace pace;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    Watching(Connection connection, String namespace, WatchPace pace) {
        this.connection = connection;
        this.namespace = namespace;
        this.pace = pace;
    }

    public void pods(Consumer<WatchEvent<PodView>> listener) {
        start(KnownKinds.PODS.list(namespace), PodReader::read, listener);
    }

    /// The workloads of one kind.
    public void workloads(ResourceKind kind, Consumer<WatchEvent<WorkloadView>> listener) {
        start(kind.list(namespace), object -> WorkloadReader.read(kind, object), listener);
    }

    public void services(Consumer<WatchEvent<ServiceView>> listener) {
        start(KnownKinds.SERVICES.list(namespace), ServiceView::read, listener);
    }

    public void endpoints(Consumer<WatchEvent<EndpointsView>> listener) {
        start(KnownKinds.ENDPOINT_SLICES.list(namespace), EndpointsView::read, listener);
    }

    /// The events that are warnings.
    public void warnings(Consumer<WatchEvent<EventView>> listener) {
        start(KnownKinds.EVENTS.list(namespace).with("fieldSelector", "type=Warning"), EventView::read, listener);
    }

    private <T> void start(ApiPath list, Function<JsonNode, T> reader, Consumer<WatchEvent<T>> listener) {
        executor.execute(new ObjectWatch<>(connection, list, reader, listener, pace));
    }

    /// Ends all watches, and returns when none says anything any more.
    @Override
    public void close() {
        executor.shutdownNow();
        executor.close();
    }
}
