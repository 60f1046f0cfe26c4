package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Condition;
import dev.shipmate.cluster.ContainerState;
import dev.shipmate.cluster.ContainerView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Gives a program more time until its probes must succeed: what it was seen to need, twice over; where nobody saw it,
/// much more than it was given.
final class Patience {
    private static final Duration LEAST = Duration.ofSeconds(60);
    private static final int TIMES = 10;
    private static final int USUAL_TIMEOUT = 5;
    private static final int RAISED_THRESHOLD = 30;

    private Patience() {}

    /// How long another pod of the same workload took until it was ready.
    static Optional<Duration> startOf(Suspect suspect, Scene scene) {
        return scene.healthy().stream()
                .filter(pods -> pods.object().equals(suspect.object())
                        && pods.namespace().equals(suspect.pod().namespace()))
                .map(HealthyPods::oldest)
                .filter(healthy -> healthy.pod().restarts() == 0)
                .flatMap(healthy -> start(healthy).stream())
                .findFirst();
    }

    private static Optional<Duration> start(Suspect healthy) {
        Instant ready = healthy.pod().conditions().stream()
                .filter(condition -> condition.type().equals("Ready") && condition.isTrue())
                .map(Condition::since)
                .findFirst()
                .orElse(Instant.EPOCH);
        return healthy.pod().apps().stream()
                .map(ContainerView::state)
                .filter(ContainerState.Running.class::isInstance)
                .map(state -> ((ContainerState.Running) state).since())
                .max(Instant::compareTo)
                .filter(ready::isAfter)
                .map(started -> Duration.between(started, ready));
    }

    /// Lets a startup probe fail more often.
    static Optional<Remedy> startup(Suspect suspect, Scene scene) {
        return probe(suspect, "startupProbe").flatMap(probe -> {
            int better = Math.max(
                    Math.max(RAISED_THRESHOLD, probe.threshold() * 3), threshold(probe, startOf(suspect, scene)));
            ObjectNode fields = JsonNodeFactory.instance.objectNode();
            fields.putObject("startupProbe").put("failureThreshold", better);
            return PatchTemplate.container(
                    suspect,
                    "Let the startup probe of %s fail %d times instead of %d"
                            .formatted(suspect.object(), better, probe.threshold()),
                    name(probe),
                    fields);
        });
    }

    /// Adds a startup probe that asks the same as the liveness probe.
    static Optional<Remedy> beforeLiveness(Suspect suspect, Scene scene) {
        return probe(suspect, "livenessProbe")
                .filter(probe -> !probe.container().has("startupProbe"))
                .flatMap(probe -> {
                    int threshold = threshold(probe, startOf(suspect, scene));
                    ObjectNode startup = JsonNodeFactory.instance.objectNode();
                    probe.json().properties().forEach(entry -> startup.set(entry.getKey(), entry.getValue()));
                    startup.remove("initialDelaySeconds");
                    startup.put("periodSeconds", probe.period())
                            .put("failureThreshold", threshold)
                            .put("successThreshold", 1);
                    ObjectNode fields = JsonNodeFactory.instance.objectNode();
                    fields.set("startupProbe", startup);
                    return PatchTemplate.container(
                            suspect,
                            "Add a startup probe to %s that gives it %d seconds to start"
                                    .formatted(suspect.object(), (long) threshold * probe.period()),
                            name(probe),
                            fields);
                });
    }

    private static int threshold(Probe probe, Optional<Duration> seen) {
        Duration wanted = seen.map(it -> it.multipliedBy(2))
                .orElseGet(() -> probe.patience().multipliedBy(TIMES));
        Duration enough = wanted.compareTo(LEAST) < 0 ? LEAST : wanted;
        return Math.toIntExact(Math.ceilDiv(enough.toSeconds(), Math.max(1, probe.period())));
    }

    /// Lets a probe wait longer for its answer.
    ///
    /// @param kind of the probe that fails
    static Optional<Remedy> timeout(Suspect suspect, String kind) {
        return probe(suspect, kind).flatMap(probe -> {
            int better = Math.max(USUAL_TIMEOUT, probe.timeout() * 3);
            ObjectNode fields = JsonNodeFactory.instance.objectNode();
            fields.putObject(kind).put("timeoutSeconds", better);
            return PatchTemplate.container(
                    suspect,
                    "Give the %s probe of %s %d seconds for an answer instead of %d"
                            .formatted(probe.word(), suspect.object(), better, probe.timeout()),
                    name(probe),
                    fields);
        });
    }

    private static Optional<Probe> probe(Suspect suspect, String kind) {
        return Settings.containers(suspect).stream()
                .flatMap(container -> Probe.find(container, kind).stream())
                .findFirst();
    }

    private static String name(Probe probe) {
        return probe.container().path("name").asString("");
    }
}
