package dev.shipmate.pipeline;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ServiceForward;
import dev.shipmate.verification.ServiceAccess;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/// A way to each Service of a namespace that is asked for: a forward on a free port of this machine, opened once and
/// kept until all are closed.
public final class ForwardedServices implements ServiceAccess, AutoCloseable {
    private final Cluster cluster;
    private final String namespace;
    private final Map<String, ServiceForward> open = new HashMap<>();

    public ForwardedServices(Cluster cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
    }

    @Override
    public synchronized Way to(String service, int port) {
        String key = service + ":" + port;
        try {
            ServiceForward forward = open.get(key);
            if (forward == null) {
                forward = cluster.forward(namespace, service, port, 0);
                open.put(key, forward);
            }
            return new Way.Open(URI.create("http://127.0.0.1:" + forward.port()));
        } catch (IOException e) {
            return new Way.Closed("no port of this machine could be opened: %s".formatted(e.getMessage()));
        }
    }

    @Override
    public synchronized void close() {
        open.values().forEach(ServiceForward::close);
        open.clear();
    }
}
