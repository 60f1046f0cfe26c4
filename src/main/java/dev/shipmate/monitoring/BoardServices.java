package dev.shipmate.monitoring;

import dev.shipmate.cluster.EndpointsView;
import dev.shipmate.cluster.ServiceView;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Brings the Services of a namespace together with their endpoints.
final class BoardServices {
    private BoardServices() {}

    static List<BoardService> of(Collection<ServiceView> services, Collection<EndpointsView> endpoints) {
        Map<String, List<EndpointsView>> slices =
                endpoints.stream().collect(Collectors.groupingBy(EndpointsView::service));
        return services.stream()
                .map(service -> of(service, slices.getOrDefault(service.name(), List.of())))
                .sorted(Comparator.comparing(BoardService::health).thenComparing(BoardService::name))
                .toList();
    }

    private static BoardService of(ServiceView service, List<EndpointsView> slices) {
        // A Service of two families has each endpoint twice: the larger family counts.
        Map<String, List<EndpointsView>> families =
                slices.stream().collect(Collectors.groupingBy(EndpointsView::addressType));
        int total = 0;
        int ready = 0;
        for (List<EndpointsView> family : families.values()) {
            total = Math.max(
                    total, family.stream().mapToInt(EndpointsView::total).sum());
            ready = Math.max(
                    ready, family.stream().mapToInt(EndpointsView::ready).sum());
        }
        return new BoardService(service.name(), health(service, slices, ready, total), !slices.isEmpty(), ready, total);
    }

    private static BoardHealth health(ServiceView service, List<EndpointsView> slices, int ready, int total) {
        // Kubernetes makes a slice for every Service with a selector, even an empty one; of others nothing is expected.
        if (slices.isEmpty() || (total == 0 && !service.selecting())) {
            return BoardHealth.GOOD;
        }
        return ready == 0 ? BoardHealth.BAD : ready < total ? BoardHealth.CHANGING : BoardHealth.GOOD;
    }
}
