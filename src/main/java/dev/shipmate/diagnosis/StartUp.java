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
            case "pvc-unbound", "volume-source-missing", "sandbox-failed", "multi-attach", "scheduling-gated" ->
                isYoung(suspect.pod().created(), MOUNTED);
            case "probe-refused", "probe-failing", "probe-timeout", "readiness-5xx", "readiness-404" ->
                suspect.pod().restarts() == 0
                        && isYoung(started(suspect), PROBED)
                        && ProbePorts.find(suspect).isEmpty();
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
