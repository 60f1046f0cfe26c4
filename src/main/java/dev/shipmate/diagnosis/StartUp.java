package dev.shipmate.diagnosis;

import dev.shipmate.cluster.ContainerState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/// What is only normal life while a pod starts: it is told apart by how long it lasts.
final class StartUp {
    /// A pod may take so long without a word of what it waits for.
    private static final Duration SILENT = Duration.ofSeconds(60);
    /// A program may take so long until its probes succeed. It is less than the half minute in which a cause is named.
    private static final Duration PROBED = Duration.ofSeconds(20);
    /// A program that fails at once is tried again after ten seconds.
    private static final Duration FIRST_TRY = Duration.ofSeconds(15);
    /// A volume may take so long to be made or to be found.
    private static final Duration MOUNTED = Duration.ofSeconds(15);

    private final Instant now;

    StartUp(Instant now) {
        this.now = now;
    }

    boolean explains(Finding finding, Suspect suspect) {
        return switch (finding.id()) {
            case "not-ready", "init-waiting" ->
                suspect.pod().restarts() == 0 && isYoung(suspect.pod().created(), SILENT);
            case "pvc-unbound",
                    "volume-source-missing",
                    "volume-key-missing",
                    "volume-mount-failed",
                    "sandbox-failed",
                    "multi-attach",
                    "scheduling-gated" -> isYoung(suspect.pod().created(), MOUNTED);
            case "probe-refused",
                    "probe-failing",
                    "probe-timeout",
                    "readiness-5xx",
                    "readiness-404",
                    "app-bind-localhost",
                    "liveness-wrong-target",
                    "liveness-needs-dependency" ->
                suspect.pod().restarts() == 0
                        && (isYoung(started(suspect), PROBED) || isStarting(suspect))
                        && ProbePorts.find(suspect).isEmpty();
            case "unschedulable" -> isYoung(suspect.pod().created(), MOUNTED);
            case "crash-app-error", "init-failing" ->
                isFirstTry(suspect) && isYoung(suspect.pod().created(), FIRST_TRY);
            default -> false;
        };
    }

    /// Whether something is so new that what belongs to it may still be made.
    boolean isNew(Instant created) {
        return isYoung(created, PROBED);
    }

    boolean isMounting(Instant created) {
        return isYoung(created, MOUNTED);
    }

    boolean isSilent(Instant created) {
        return isYoung(created, SILENT);
    }

    /// Whether a startup probe still gives it time. Its failures are the usual way of waiting.
    private boolean isStarting(Suspect suspect) {
        return suspect.pod().containers().stream()
                .filter(container -> !container.started() && container.state() instanceof ContainerState.Running)
                .anyMatch(container -> Probe.find(suspect.container(container.name()), "startupProbe")
                        .filter(probe -> isYoung(started(suspect), probe.patience()))
                        .isPresent());
    }

    /// What is installed with what it depends on may try once before that is there.
    private static boolean isFirstTry(Suspect suspect) {
        return suspect.pod().restarts() <= 1 && !suspect.pod().phase().equals("Failed");
    }

    private boolean isYoung(Instant since, Duration limit) {
        return since.plus(limit).isAfter(now);
    }

    private static Instant started(Suspect suspect) {
        return suspect.pod().containers().stream()
                .filter(container -> !container.ready())
                .map(container ->
                        container.state() instanceof ContainerState.Running(Instant since) ? since : Instant.EPOCH)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }
}
