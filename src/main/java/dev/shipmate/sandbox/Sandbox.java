package dev.shipmate.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A Kubernetes API server in this process, on a random port of the loopback interface, with the demo shop.
public final class Sandbox implements AutoCloseable {
    /// The name of its context, and of its default namespace.
    public static final String CONTEXT = "sandbox";

    public static final String NAMESPACE = "todo";

    private final HttpServer http;
    private final ExecutorService threads;
    private final Store store;

    private Sandbox(HttpServer http, ExecutorService threads, Store store) {
        this.http = http;
        this.threads = threads;
        this.store = store;
    }

    public static Sandbox start() {
        return start(Clock.systemUTC());
    }

    /// Starts with a clock of your own; ages are counted from its time.
    public static Sandbox start(Clock clock) {
        // Without it each answer waits for the acknowledgement of its headers, 40 ms. Read once, by the first server.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var store = new Store();
        var secrets = new FakeSecrets();
        ImageCatalog images = ImageCatalog.load(secrets.next());
        var controllers = new Controllers(store, images, clock);
        new Shop(store, controllers, secrets).open(clock.instant());
        var reads = new Reads(store, new Metrics(store, images, clock), clock);
        var api = new ApiServer(
                reads,
                new Writes(store, clock),
                new Watches(store, reads),
                new PodLogs(store, images, clock),
                new PodProxy(store));
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            http.setExecutor(threads);
            http.createContext("/", api);
            http.start();
            threads.execute(controllers::run);
            return new Sandbox(http, threads, store);
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot open a port on the loopback interface.", e);
        }
    }

    /// Where the API server listens, such as `http://127.0.0.1:40123`.
    public String server() {
        InetSocketAddress address = http.getAddress();
        return "http://%s:%d".formatted(address.getAddress().getHostAddress(), address.getPort());
    }

    @Override
    public void close() {
        store.close();
        http.stop(0);
        threads.shutdownNow();
    }
}
