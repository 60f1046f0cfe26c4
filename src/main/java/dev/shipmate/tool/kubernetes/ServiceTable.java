package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.spelling.Words;
import dev.shipmate.tool.Block;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Services with their endpoints, those that have none first.
final class ServiceTable {
    private final List<ServiceView> services;
    private final Scope scope;
    private final Map<String, Endpoints> endpoints = new HashMap<>();

    ServiceTable(Cluster cluster, List<ServiceView> services, Scope scope) {
        this.services = services;
        this.scope = scope;
        cluster.forEachObject(KnownKinds.ENDPOINT_SLICES, scope.namespace(), "", slice -> {
            String service = slice.at("/metadata/labels")
                    .path("kubernetes.io/service-name")
                    .asString("");
            String namespace = slice.path("metadata").path("namespace").asString("");
            endpoints
                    .computeIfAbsent(namespace + "/" + service, _ -> new Endpoints())
                    .add(slice);
        });
    }

    List<Block> toBlocks(int most) {
        List<ServiceView> inner =
                services.stream().filter(service -> service.alias().isEmpty()).toList();
        List<String> empty = inner.stream()
                .filter(service -> endpoints(service).ready() == 0)
                .map(service -> scope.everywhere()
                        ? "%s (namespace %s)".formatted(service.display(), service.namespace())
                        : service.display())
                .toList();
        String verdict = empty.isEmpty()
                ? "all have ready endpoints"
                : "without a ready endpoint: %s%s"
                        .formatted(Words.list(empty.stream().limit(10).toList()), empty.size() > 10 ? " …" : "");
        List<List<String>> rows = services.stream()
                .sorted(Comparator.<ServiceView>comparingInt(
                                service -> endpoints(service).ready() == 0 ? 0 : 1)
                        .thenComparing(ServiceView::namespace)
                        .thenComparing(ServiceView::name))
                .limit(most)
                .map(this::row)
                .toList();
        return List.of(
                new Block.Fact(
                        "%s %s; %s.".formatted(Words.count(services.size(), "Service"), scope.phrase(), verdict)),
                new Block.Table(header(), rows, services.size() - rows.size()));
    }

    private Endpoints endpoints(ServiceView service) {
        return endpoints.getOrDefault(service.namespace() + "/" + service.name(), new Endpoints());
    }

    private List<String> header() {
        var header = new ArrayList<>(List.of("NAME", "TYPE", "ADDRESS", "PORTS", "ENDPOINTS"));
        if (scope.everywhere()) {
            header.addFirst("NAMESPACE");
        }
        return header;
    }

    private List<String> row(ServiceView service) {
        var row = new ArrayList<String>();
        if (scope.everywhere()) {
            row.add(service.namespace());
        }
        row.add(service.name());
        row.add(service.type());
        row.add(service.alias().isEmpty() ? service.clusterIp() : service.alias());
        row.add(String.join(
                ", ", service.ports().stream().map(ServiceView.Port::display).toList()));
        row.add(service.alias().isEmpty() ? endpoints(service).display() : "-");
        return row;
    }

    /// The ports of one Service, and what came of trying them.
    static Block.Table ports(ServiceProbe.Seen seen) {
        List<List<String>> rows = seen.reaches().entrySet().stream()
                .map(entry -> {
                    ServiceView.Port port = entry.getKey();
                    String number = seen.endpoints().target(port.name());
                    String target = number.isEmpty() || number.equals(port.target())
                            ? port.target()
                            : "%s (%s)".formatted(port.target(), number);
                    return List.of(
                            port.display(),
                            target,
                            seen.endpoints().display(),
                            entry.getValue().words());
                })
                .toList();
        return new Block.Table(List.of("PORT", "TARGET", "ENDPOINTS", "TRIED"), rows, 0);
    }
}
