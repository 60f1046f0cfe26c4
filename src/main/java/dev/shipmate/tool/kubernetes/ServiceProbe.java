package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.Parallel;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.ProxyTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/// Looks at what is behind a Service, and tries its ports through the API server's proxy.
final class ServiceProbe {
    private static final int MOST_PORTS = 6;
    /// Enough to know a failure of the API server from a page of the program.
    private static final int MOST_BYTES = 4_096;

    private final Cluster cluster;

    ServiceProbe(Cluster cluster) {
        this.cluster = cluster;
    }

    /// What was seen.
    ///
    /// @param pods how many the selector matches
    /// @param unready the first few of those that are not ready
    /// @param owners the workloads that they belong to
    /// @param reaches what came of trying each port, in their order
    record Seen(
            ServiceView service,
            Endpoints endpoints,
            int pods,
            List<PodView> unready,
            Set<String> owners,
            Map<ServiceView.Port, Reach> reaches) {}

    Seen look(ServiceView service) {
        Endpoints endpoints = endpoints(service);
        var pods = new Behind();
        if (!service.selector().isEmpty()) {
            cluster.forEachPod(service.namespace(), service.selectorText(), pods::see);
        }
        return new Seen(service, endpoints, pods.count, pods.unready, pods.owners, reaches(service, endpoints));
    }

    Endpoints endpoints(ServiceView service) {
        var endpoints = new Endpoints();
        cluster.forEachObject(
                KnownKinds.ENDPOINT_SLICES,
                service.namespace(),
                "kubernetes.io/service-name=" + service.name(),
                endpoints::add);
        return endpoints;
    }

    private static final class Behind {
        private static final int MOST = 5;

        private final List<PodView> unready = new ArrayList<>();
        private final Set<String> owners = new TreeSet<>();
        private int count;

        void see(PodView pod) {
            if (pod.completed() || pod.terminating()) {
                return;
            }
            count++;
            owners.add(pod.owner().isEmpty() ? pod.display() : pod.owner());
            if (!pod.healthy() && unready.size() < MOST) {
                unready.add(pod);
            }
        }
    }

    private Map<ServiceView.Port, Reach> reaches(ServiceView service, Endpoints endpoints) {
        List<Callable<Reach>> tries = service.ports().stream()
                .limit(MOST_PORTS)
                .<Callable<Reach>>map(port -> () -> reach(service, port, endpoints))
                .toList();
        List<Reach> came = Parallel.all(tries);
        var reaches = new LinkedHashMap<ServiceView.Port, Reach>();
        for (int i = 0; i < service.ports().size(); i++) {
            reaches.put(service.ports().get(i), i < came.size() ? came.get(i) : new Reach.Untold("not tried"));
        }
        return reaches;
    }

    private Reach reach(ServiceView service, ServiceView.Port port, Endpoints endpoints) {
        if (!port.isTcp()) {
            return new Reach.Untold("%s cannot be tried from here".formatted(port.protocol()));
        }
        if (!endpoints.serves(port.name())) {
            return new Reach.Untold("nothing ready to try");
        }
        return Reach.of(cluster.proxy()
                .get(
                        new ProxyTarget(
                                KnownKinds.SERVICES,
                                service.namespace(),
                                service.name(),
                                String.valueOf(port.number()),
                                port.isTls(),
                                "/"),
                        MOST_BYTES));
    }
}
