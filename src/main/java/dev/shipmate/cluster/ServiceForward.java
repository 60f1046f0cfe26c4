package dev.shipmate.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.PortForward;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/// A port of this machine that leads to the ready pods behind a Service, for as long as it is open.
///
/// Each connection goes to a pod that is ready when it begins, so the replacement of a pod breaks the connections to
/// that pod and no others. It binds 127.0.0.1 alone, and goes past kube-proxy: that it works proves nothing of the
/// Service's own address.
public final class ServiceForward implements AutoCloseable {
    /// The client tells nobody when a forwarded connection ends, so it is looked at.
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Cluster cluster;
    private final KubernetesClient client;
    private final Backend backend;
    private final ServerSocketChannel door;
    private final Set<SocketChannel> guests = ConcurrentHashMap.newKeySet();

    private record Backend(String namespace, String service, int port) {}

    private record Endpoint(String pod, int port) {}

    private ServiceForward(Cluster cluster, Config config, Backend backend, ServerSocketChannel door) {
        this.cluster = cluster;
        this.client = new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
        this.backend = backend;
        this.door = door;
    }

    /// Opens the port. Throws an `IOException` when another program has it.
    static ServiceForward open(
            Cluster cluster, Config config, String namespace, String service, int port, int localPort)
            throws IOException {
        ServerSocketChannel door = ServerSocketChannel.open();
        try {
            door.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), localPort));
        } catch (IOException e) {
            door.close();
            throw e;
        }
        var forward = new ServiceForward(cluster, config, new Backend(namespace, service, port), door);
        Thread.ofVirtual().name("forward-" + service).start(forward::welcome);
        return forward;
    }

    /// The port of this machine; chosen by the system when 0 was asked for.
    public int port() {
        return door.socket().getLocalPort();
    }

    private void welcome() {
        while (door.isOpen()) {
            try {
                SocketChannel guest = door.accept();
                guests.add(guest);
                Thread.ofVirtual().name("forwarded").start(() -> lead(guest));
            } catch (ClosedChannelException _) {
                return;
            } catch (IOException _) {
                // This guest left before the door was opened; the next one may stay.
            }
        }
    }

    private void lead(SocketChannel guest) {
        try (guest) {
            Optional<Endpoint> endpoint = endpoint();
            if (endpoint.isPresent()) {
                try (PortForward forward = client.pods()
                        .inNamespace(backend.namespace())
                        .withName(endpoint.get().pod())
                        .portForward(endpoint.get().port(), guest, guest)) {
                    while (forward.isAlive() && guest.isOpen()) {
                        Thread.sleep(BETWEEN_LOOKS);
                    }
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException _) {
            // The pod went away, or no API server answers: the guest sees a closed connection, and may come again.
        } finally {
            guests.remove(guest);
        }
    }

    /// A ready pod behind the Service, and the port of its container that the Service's port leads to.
    private Optional<Endpoint> endpoint() {
        JsonNode spec = cluster.findObject(KnownKinds.SERVICES, backend.namespace(), backend.service())
                .map(service -> service.path("spec"))
                .orElseThrow(() -> new IllegalStateException("There is no Service " + backend.service()));
        JsonNode target = targetPort(spec);
        List<String> selector = new ArrayList<>();
        spec.path("selector")
                .properties()
                .forEach(label ->
                        selector.add(label.getKey() + "=" + label.getValue().asString("")));
        var endpoints = new ArrayList<Endpoint>();
        cluster.forEachObject(KnownKinds.PODS, backend.namespace(), String.join(",", selector), pod -> {
            if (ready(pod)) {
                endpoints.add(new Endpoint(pod.path("metadata").path("name").asString(""), number(target, pod)));
            }
        });
        return endpoints.stream().filter(endpoint -> endpoint.port() > 0).findFirst();
    }

    private JsonNode targetPort(JsonNode spec) {
        for (JsonNode port : spec.path("ports")) {
            if (port.path("port").asInt(0) == backend.port()) {
                return port.has("targetPort") ? port.path("targetPort") : port.path("port");
            }
        }
        throw new IllegalStateException("The Service %s has no port %d".formatted(backend.service(), backend.port()));
    }

    private static int number(JsonNode target, JsonNode pod) {
        if (target.isInt()) {
            return target.asInt();
        }
        for (JsonNode container : pod.path("spec").path("containers")) {
            for (JsonNode port : container.path("ports")) {
                if (port.path("name").asString("").equals(target.asString(""))) {
                    return port.path("containerPort").asInt(0);
                }
            }
        }
        return 0;
    }

    private static boolean ready(JsonNode pod) {
        if (pod.path("metadata").has("deletionTimestamp")) {
            return false;
        }
        for (JsonNode condition : pod.path("status").path("conditions")) {
            if (condition.path("type").asString("").equals("Ready")) {
                return condition.path("status").asString("").equals("True");
            }
        }
        return false;
    }

    @Override
    public void close() {
        try {
            door.close();
            for (SocketChannel guest : guests) {
                guest.close();
            }
        } catch (IOException _) {
            // Closed all the same.
        }
        client.close();
    }
}
