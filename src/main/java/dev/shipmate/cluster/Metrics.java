package dev.shipmate.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What pods and nodes use at the moment, as the metrics server measured it.
public final class Metrics {
    private static final ResourceKind PODS =
            new ResourceKind("metrics.k8s.io", "v1beta1", "pods", "pod", "PodMetrics", List.of(), true);
    private static final ResourceKind NODES =
            new ResourceKind("metrics.k8s.io", "v1beta1", "nodes", "node", "NodeMetrics", List.of(), false);
    private static final ApiPath API = ApiPath.of("/apis/metrics.k8s.io/v1beta1", "ask for the metrics API");

    /// As Go writes a duration: `1m0.5s`, `15s`.
    private static final Pattern WINDOW = Pattern.compile("(?:(\\d+)m)?(\\d+)(?:\\.\\d+)?s");

    private final Connection connection;
    private final ObjectLists lists;

    Metrics(Connection connection, ObjectLists lists) {
        this.connection = connection;
        this.lists = lists;
    }

    /// Usage of one pod (all its containers together) or node.
    ///
    /// @param containers of a pod, each by itself; of a node none
    /// @param measured when; `Instant.EPOCH` when that is not told
    /// @param window the time before `measured` over which CPU is an average; zero when that is not told
    public record Usage(
            String namespace,
            String name,
            long cpuMillicores,
            long memoryBytes,
            List<ContainerUsage> containers,
            Instant measured,
            Duration window) {
        public Usage {
            containers = List.copyOf(containers);
        }
    }

    /// Usage of one container of a pod.
    public record ContainerUsage(String name, long cpuMillicores, long memoryBytes) {}

    /// Usage of the pods of a namespace, or of all; nothing when the cluster has no metrics server.
    public Optional<List<Usage>> pods(String namespace) {
        var found = new ArrayList<Usage>();
        forEachPod(namespace, "", found::add);
        return found.isEmpty() && !absence().isEmpty() ? Optional.empty() : Optional.of(found);
    }

    public Optional<List<Usage>> nodes() {
        var found = new ArrayList<Usage>();
        read(NODES.list(""), found::add);
        return found.isEmpty() && !absence().isEmpty() ? Optional.empty() : Optional.of(found);
    }

    /// Hands the usage of every pod to `each`, one at a time; nothing when there are no metrics, and then
    /// [#absence] says why.
    ///
    /// @param namespace empty for all
    /// @param selector a label selector, or empty
    public void forEachPod(String namespace, String selector, Consumer<Usage> each) {
        read(PODS.list(namespace).with("labelSelector", selector), each);
    }

    /// Why nothing is measured here, as a sentence without its full stop; empty when something is.
    public String absence() {
        try {
            return connection.find(API).isPresent()
                    ? ""
                    : "There is no metrics server in this cluster, so nobody measures CPU and memory";
        } catch (ClusterException e) {
            return switch (e.code()) {
                case SERVER_ERROR ->
                    "The metrics server of this cluster is registered, but does not answer: look at its pods in"
                            + " namespace kube-system";
                case UNREACHABLE, UNAUTHORIZED, FORBIDDEN, CONFLICT, INVALID -> throw e;
            };
        }
    }

    private void read(ApiPath list, Consumer<Usage> each) {
        try {
            lists.forEach(list, Connection.JSON, item -> each.accept(usage(item)));
        } catch (ClusterException e) {
            switch (e.code()) {
                // 503: the API is registered but its server does not answer.
                case SERVER_ERROR -> {}
                case UNREACHABLE, UNAUTHORIZED, FORBIDDEN, CONFLICT, INVALID -> throw e;
            }
        }
    }

    private static Usage usage(JsonNode item) {
        List<ContainerUsage> containers = item.path("containers")
                .valueStream()
                .map(part -> new ContainerUsage(part.path("name").asString(""), cpu(part), memory(part)))
                .toList();
        boolean node = !item.has("containers");
        return new Usage(
                item.path("metadata").path("namespace").asString(""),
                item.path("metadata").path("name").asString(""),
                node
                        ? cpu(item)
                        : containers.stream()
                                .mapToLong(ContainerUsage::cpuMillicores)
                                .sum(),
                node
                        ? memory(item)
                        : containers.stream()
                                .mapToLong(ContainerUsage::memoryBytes)
                                .sum(),
                containers,
                Times.of(item.path("timestamp")),
                window(item.path("window").asString("")));
    }

    private static long cpu(JsonNode part) {
        return Quantity.millicores(part.path("usage").path("cpu").asString(""));
    }

    private static long memory(JsonNode part) {
        return Quantity.bytes(part.path("usage").path("memory").asString(""));
    }

    private static Duration window(String text) {
        Matcher found = WINDOW.matcher(text);
        if (!found.matches() || text.length() > 20) {
            return Duration.ZERO;
        }
        String minutes = found.group(1);
        return Duration.ofMinutes(minutes == null ? 0 : Long.parseLong(minutes))
                .plusSeconds(Long.parseLong(found.group(2)));
    }
}
