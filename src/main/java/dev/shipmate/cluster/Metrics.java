package dev.shipmate.cluster;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What pods and nodes use at the moment, as the metrics server measured it.
public final class Metrics {
    private static final ResourceKind PODS =
            new ResourceKind("metrics.k8s.io", "v1beta1", "pods", "pod", "PodMetrics", List.of(), true);
    private static final ResourceKind NODES =
            new ResourceKind("metrics.k8s.io", "v1beta1", "nodes", "node", "NodeMetrics", List.of(), false);

    private final Connection connection;

    Metrics(Connection connection) {
        this.connection = connection;
    }

    /// Usage of one pod (all its containers together) or node.
    public record Usage(String namespace, String name, long cpuMillicores, long memoryBytes) {}

    /// Usage of the pods of a namespace, or of all; nothing when the cluster has no metrics server.
    public Optional<List<Usage>> pods(String namespace) {
        return read(PODS.list(namespace));
    }

    public Optional<List<Usage>> nodes() {
        return read(NODES.list(""));
    }

    private Optional<List<Usage>> read(ApiPath list) {
        try {
            // Metrics are not paged by their server.
            return connection
                    .find(list)
                    .map(answer -> answer.path("items")
                            .valueStream()
                            .map(Metrics::usage)
                            .toList());
        } catch (ClusterException e) {
            return switch (e.code()) {
                // 503: the API is registered but its server does not answer.
                case SERVER_ERROR -> Optional.empty();
                case UNREACHABLE, UNAUTHORIZED, FORBIDDEN, CONFLICT, INVALID -> throw e;
            };
        }
    }

    private static Usage usage(JsonNode item) {
        long cpu = 0;
        long memory = 0;
        List<JsonNode> parts =
                item.has("containers") ? List.copyOf(item.path("containers").values()) : List.of(item);
        for (JsonNode part : parts) {
            cpu += Quantity.millicores(part.path("usage").path("cpu").asString(""));
            memory += Quantity.bytes(part.path("usage").path("memory").asString(""));
        }
        return new Usage(
                item.path("metadata").path("namespace").asString(""),
                item.path("metadata").path("name").asString(""),
                cpu,
                memory);
    }
}
