package dev.shipmate.monitoring;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ProxyTarget;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Where a pod serves its Prometheus metrics.
public final class MetricsPage {
    private static final String ANNOTATION = "prometheus.io/";
    private static final Set<String> NAMES = Set.of("metrics", "http-metrics", "prometheus");

    private MetricsPage() {}

    /// What the pod's annotations `prometheus.io/…` say, or its port that is called `metrics`; nothing when it has
    /// neither.
    public static Optional<ProxyTarget> of(JsonNode pod) {
        JsonNode annotations = pod.path("metadata").path("annotations");
        String scrape = annotations.path(ANNOTATION + "scrape").asString("");
        String port = annotations.path(ANNOTATION + "port").asString("");
        if (scrape.equals("false")) {
            return Optional.empty();
        }
        String number = scrape.equals("true") && port.matches("[0-9]{1,5}")
                ? port
                : port(pod, scrape.equals("true")).orElse("");
        if (number.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ProxyTarget(
                KnownKinds.PODS,
                pod.path("metadata").path("namespace").asString(""),
                pod.path("metadata").path("name").asString(""),
                number,
                annotations.path(ANNOTATION + "scheme").asString("").equals("https"),
                annotations.path(ANNOTATION + "path").asString("/metrics")));
    }

    /// The port that is called so; else the first, where the pod says that it is to be scraped.
    private static Optional<String> port(JsonNode pod, boolean any) {
        List<JsonNode> ports = pod.path("spec")
                .path("containers")
                .valueStream()
                .flatMap(container -> container.path("ports").valueStream())
                .toList();
        return ports.stream()
                .filter(port -> NAMES.contains(port.path("name").asString("")))
                .findFirst()
                .or(() -> any ? ports.stream().findFirst() : Optional.empty())
                .map(port -> String.valueOf(port.path("containerPort").asInt(0)));
    }
}
