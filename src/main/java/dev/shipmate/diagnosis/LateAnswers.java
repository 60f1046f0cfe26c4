package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.Metrics;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What would let a program answer its probe in time: more CPU where it uses all that it may, else more time.
final class LateAnswers {
    /// In percent of the limit: beyond it, the kernel holds a program back.
    private static final int FULL = 90;

    private final Cluster cluster;

    LateAnswers(Cluster cluster) {
        this.cluster = cluster;
    }

    Lead add(Lead lead, Suspect suspect) {
        String kind = suspect.failedProbe("Readiness").isPresent()
                ? "readinessProbe"
                : suspect.failedProbe("Startup").isPresent() ? "startupProbe" : "livenessProbe";
        Optional<Remedy> time = Patience.timeout(suspect, kind);
        long limit = suspect.pod().resources().cpuLimitMillicores();
        Optional<Metrics.Usage> full =
                limit == 0 ? Optional.empty() : usage(suspect).filter(it -> it.cpuMillicores() * 100 >= limit * FULL);
        if (full.isEmpty()) {
            return time.map(it -> lead.with(lead.finding().withRemedy(it))).orElse(lead);
        }
        Finding throttled = lead.finding()
                .withCause("%s It uses all the CPU that its limit lets it."
                        .formatted(lead.finding().cause()))
                .withEvidence(List.of("it uses %s of CPU, and its limit is %s"
                        .formatted(Amounts.words("cpu", full.get().cpuMillicores()), Amounts.words("cpu", limit))));
        return lead.with(more(suspect).map(throttled::withRemedy).orElse(throttled));
    }

    private Optional<Metrics.Usage> usage(Suspect suspect) {
        return Permitted.find(() -> cluster.metrics().pods(suspect.pod().namespace())).stream()
                .flatMap(List::stream)
                .filter(it -> it.name().equals(suspect.pod().name()))
                .findFirst();
    }

    private static Optional<Remedy> more(Suspect suspect) {
        return suspect.pod().containers().stream()
                .filter(container -> !container.ready())
                .map(container -> suspect.container(container.name()))
                .filter(container -> container.at("/resources/limits").has("cpu"))
                .findFirst()
                .flatMap(container -> doubled(suspect, container));
    }

    private static Optional<Remedy> doubled(Suspect suspect, JsonNode container) {
        long limit = Amounts.parse("cpu", container.at("/resources/limits/cpu").asString(""));
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.putObject("resources").putObject("limits").put("cpu", Amounts.quantity("cpu", limit * 2));
        return PatchTemplate.container(
                suspect,
                "Raise the CPU limit of %s from %s to %s"
                        .formatted(suspect.object(), Amounts.words("cpu", limit), Amounts.words("cpu", limit * 2)),
                container.path("name").asString(""),
                fields);
    }
}
