package dev.shipmate.diagnosis;

import dev.shipmate.cluster.ContainerState;
import dev.shipmate.cluster.ContainerView;
import dev.shipmate.cluster.EventView;
import dev.shipmate.spelling.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A container that the kubelet kills again and again, because its liveness or startup probe fails.
final class ProbeKill {
    /// A program that is asked to end may end well, or not listen and be killed.
    private static final Set<Integer> ENDED = Set.of(0, 137, 143);
    /// What may lie between the last failed probe and the end, beside the grace period.
    private static final Duration LATEST = Duration.ofSeconds(15);
    private static final Duration CLOCK = Duration.ofSeconds(3);

    private ProbeKill() {}

    static Optional<Finding> examine(Suspect suspect, ContainerView container, ContainerState.Terminated last) {
        return ENDED.contains(last.exitCode())
                ? event(suspect, last).map(event -> finding(suspect, container, last, event))
                : Optional.empty();
    }

    /// The failed probe that came before the end. The node stops telling of what it has told of often, so it need not
    /// have come just before it; only a program that ended well must have been asked to.
    private static Optional<EventView> event(Suspect suspect, ContainerState.Terminated last) {
        long grace = suspect.json()
                .path("spec")
                .path("terminationGracePeriodSeconds")
                .asLong(30);
        Instant earliest = last.finished().minus(LATEST).minusSeconds(grace);
        return Stream.of("Liveness", "Startup")
                .flatMap(kind -> suspect.failedProbe(kind).stream())
                .filter(event -> last.finished().equals(Instant.EPOCH)
                        || (!event.first().isAfter(last.finished().plus(CLOCK))
                                && (last.exitCode() != 0 || !event.last().isBefore(earliest))))
                .max(Comparator.comparing(EventView::last));
    }

    private static Finding finding(
            Suspect suspect, ContainerView container, ContainerState.Terminated last, EventView event) {
        boolean startup = event.message().startsWith("Startup");
        Optional<Probe> probe =
                Probe.find(suspect.container(container.name()), startup ? "startupProbe" : "livenessProbe");
        String id = startup
                ? startup(suspect, container, event.message())
                : liveness(suspect, container, event.message(), last);
        String again = container.restarts() == 0 ? "" : ", " + Words.count(container.restarts(), "restart");
        Optional<ProbePorts.Wrong> wrong =
                ProbePorts.find(suspect.container(container.name()), startup ? "startupProbe" : "livenessProbe");
        return PodRules.finding(
                        suspect,
                        id,
                        "container %s is killed again and again, because its %s fails%s%s"
                                .formatted(
                                        container.name(),
                                        Words.shortened(event.message(), 200).replaceFirst(" failed:", ":"),
                                        again,
                                        reason(id)),
                        next(id))
                .with(Evidence.event(event))
                .with(probe.map(ProbeKill::numbers).stream().toList())
                .withEvidence(wrong.map(ProbePorts.Wrong::phrase).stream().toList());
    }

    private static String startup(Suspect suspect, ContainerView container, String message) {
        boolean wrong = ProbePorts.find(suspect.container(container.name()), "startupProbe")
                .isPresent();
        return wrong ? "probe-refused" : message.contains("statuscode: 4") ? "probe-failing" : "startup-too-slow";
    }

    private static String liveness(
            Suspect suspect, ContainerView container, String message, ContainerState.Terminated last) {
        if (message.contains("statuscode: 5")) {
            return "liveness-needs-dependency";
        }
        if (ProbeRules.isLate(message)) {
            return "probe-timeout";
        }
        return ProbeRules.isRefused(message) && isEarly(suspect, container, last)
                ? "liveness-too-early"
                : "liveness-wrong-target";
    }

    /// Whether the port is right and the program was never given longer than until the first probes had failed.
    private static boolean isEarly(Suspect suspect, ContainerView container, ContainerState.Terminated last) {
        var json = suspect.container(container.name());
        Optional<Probe> probe = Probe.find(json, "livenessProbe");
        if (probe.isEmpty() || json.has("startupProbe")) {
            return false;
        }
        boolean declared = json.path("ports")
                .valueStream()
                .anyMatch(port ->
                        port.path("containerPort").asInt(0) == probe.get().portNumber());
        long grace = suspect.json()
                .path("spec")
                .path("terminationGracePeriodSeconds")
                .asLong(30);
        Duration lived = Duration.between(last.started(), last.finished());
        Duration first = probe.get()
                .patience()
                .plusSeconds(
                        grace + (long) probe.get().threshold() * probe.get().timeout())
                .plusSeconds(2L * probe.get().period() + CLOCK.toSeconds());
        return declared && lived.compareTo(first) <= 0 && !Binding.isLocal(json);
    }

    private static String reason(String id) {
        return switch (id) {
            case "liveness-too-early" -> ": it is not given the time that it needs to start";
            case "startup-too-slow" -> ": it needs longer to start than the probe lets it";
            case "liveness-needs-dependency" -> ": it is restarted for something that a restart does not mend";
            default -> "";
        };
    }

    private static String next(String id) {
        return switch (id) {
            case "liveness-too-early" -> "Add a startup probe, which holds the liveness probe back.";
            case "startup-too-slow" -> "Let the startup probe fail more often.";
            case "liveness-needs-dependency" ->
                "Let the liveness probe ask for the program alone, and the readiness probe for what it depends on.";
            case "probe-timeout" -> "Raise the probe's timeout, or the CPU limit.";
            default -> "Check the probe's path, port and timing against the program.";
        };
    }

    private static Evidence numbers(Probe probe) {
        return Evidence.field(
                "spec.template.spec.containers[%s].%s"
                        .formatted(probe.container().path("name").asString(""), probe.kind()),
                "its %s probe gives it %d seconds: initialDelaySeconds %d, then %d times every %d seconds"
                        .formatted(
                                probe.word(),
                                probe.patience().toSeconds(),
                                probe.json().path("initialDelaySeconds").asInt(0),
                                probe.threshold(),
                                probe.period()));
    }
}
