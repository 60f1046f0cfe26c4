package dev.shipmate.diagnosis;

import dev.shipmate.cluster.ContainerState;
import dev.shipmate.cluster.ContainerView;
import dev.shipmate.spelling.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Containers that are ready, but were killed or crashed lately and may be again. What happened long ago, or while a
/// pod was still finding its feet, is history.
final class RestartRules implements SceneRule {
    private static final Duration RECENT = Duration.ofHours(1);
    /// So long the kubelet itself remembers a crash before it forgives it.
    private static final Duration SETTLED = Duration.ofMinutes(10);
    private static final Duration REAL_RUN = Duration.ofSeconds(10);
    /// The API tells times in whole seconds, and a container's end a little later.
    private static final Duration BREATH = Duration.ofSeconds(2);
    private static final Duration OUTLIVED = Duration.ofMinutes(2);
    private static final Duration SELDOM = Duration.ofHours(6);
    private static final int MANY = 3;

    private final Detail detail;

    RestartRules(Detail detail) {
        this.detail = detail;
    }

    /// Fetches what is costly about a pod's finding.
    interface Detail {
        Lead complete(Lead lead, Suspect suspect, Scene scene);
    }

    /// A container's last end, and its present run.
    private record Restart(Suspect suspect, ContainerView container, ContainerState.Terminated last, Instant since) {
        boolean outlived(Instant now) {
            Duration before = Duration.between(last.started(), last.finished());
            Duration enough = before.multipliedBy(2).compareTo(OUTLIVED) > 0 ? before.multipliedBy(2) : OUTLIVED;
            return Duration.between(since, now).compareTo(enough) > 0;
        }

        /// Whether it runs only until it crashes the way it did before: nobody calls that healthy.
        boolean isBetweenCrashes(Instant now) {
            Duration before = Duration.between(last.started(), last.finished());
            Duration usual = before.plus(BREATH);
            return container.restarts() > 1
                    && before.compareTo(REAL_RUN) < 0
                    && Duration.between(since, now).compareTo(usual) < 0;
        }
    }

    @Override
    public List<Lead> examine(Scene scene) {
        return scene.sound().stream()
                .map(HealthyPods::restarted)
                .flatMap(suspect -> newest(suspect).stream())
                .filter(restart -> restart.last().finished().plus(RECENT).isAfter(scene.at()))
                .flatMap(restart -> finding(restart, scene.at()).stream()
                        .map(finding -> Lead.of(finding)
                                .concerning(List.of(restart.suspect().pod().display()))
                                .later(lead -> detail.complete(lead, restart.suspect(), scene))))
                .toList();
    }

    private static Optional<Restart> newest(Suspect suspect) {
        return suspect.pod().containers().stream()
                .filter(container -> container.role() != ContainerView.Role.INIT)
                .flatMap(container -> container.last() instanceof ContainerState.Terminated last
                                && container.state() instanceof ContainerState.Running(Instant since)
                        ? Optional.of(new Restart(suspect, container, last, since)).stream()
                        : Optional.<Restart>empty().stream())
                .max(Comparator.comparing(restart -> restart.last().finished()));
    }

    private static Optional<Finding> finding(Restart restart, Instant now) {
        if (CrashRules.isOutOfMemory(restart.last())) {
            return crash(restart, now)
                    .map(crash -> crash.as("oom-recovered")
                            .as(Severity.WARNING)
                            .withCause("it runs again, but %s".formatted(crash.cause())));
        }
        Optional<Finding> killed = ProbeKill.examine(restart.suspect(), restart.container(), restart.last());
        if (killed.isPresent()) {
            boolean again = restart.container().restarts() > 1 && !restart.outlived(now);
            return killed.filter(finding -> again || finding.seen().isAfter(restart.since()));
        }
        if (restart.isBetweenCrashes(now)) {
            return crash(restart, now);
        }
        return isOften(restart, now)
                ? crash(restart, now)
                        .map(crash -> crash.as("restarts-high")
                                .as(Severity.WARNING)
                                .withCause("it runs, but it was restarted %s, the last time %s ago: %s"
                                        .formatted(
                                                Words.count(restart.container().restarts(), "time"),
                                                Elapsed.words(restart.last().finished(), now),
                                                crash.cause())))
                : Optional.empty();
    }

    private static Optional<Finding> crash(Restart restart, Instant now) {
        return CrashRules.examine(restart.suspect(), restart.container(), restart.last())
                .map(finding -> finding.withEvidence(List.of("its last run ended %s ago, after %s"
                        .formatted(
                                Elapsed.words(restart.last().finished(), now),
                                Elapsed.words(
                                        restart.last().started(), restart.last().finished())))));
    }

    /// A node that was started again ends every container with `Unknown`; that is no crash of the program.
    private static boolean isOften(Restart restart, Instant now) {
        int restarts = restart.container().restarts();
        if (restarts < MANY || restart.last().reason().equals("Unknown")) {
            return false;
        }
        Instant created = restart.suspect().pod().created();
        boolean starting = Duration.between(created, restart.since()).compareTo(SETTLED) < 0;
        boolean seldom = Duration.between(created, now).dividedBy(restarts).compareTo(SELDOM) > 0;
        boolean realRun =
                Duration.between(restart.last().started(), restart.last().finished())
                                .compareTo(REAL_RUN)
                        >= 0;
        return !seldom && (!starting || (realRun && !restart.outlived(now)));
    }
}
