package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ContainerState;
import dev.shipmate.cluster.ContainerView;
import dev.shipmate.cluster.Parallel;
import dev.shipmate.cluster.PodLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Pods that seem well, but whose programs say again and again that they cannot work. Only what was written in the last
/// moments counts, and only where one namespace is looked at: a request is needed for each workload.
final class SoundLogs implements SceneRule {
    private static final int MOST_WORKLOADS = 30;
    private static final int LINES = 60;
    private static final Duration LATELY = Duration.ofSeconds(20);
    private static final Duration STARTED = Duration.ofSeconds(60);
    private static final int AGAIN = 2;
    private static final int SHOWN = 6;

    private final PodLog log;
    private final ReferencedSecrets secrets;
    private final Cluster cluster;

    SoundLogs(Cluster cluster, ReferencedSecrets secrets) {
        this.cluster = cluster;
        this.log = new PodLog(cluster);
        this.secrets = secrets;
    }

    @Override
    public List<Lead> examine(Scene scene) {
        List<HealthyPods> sound = scene.sound();
        boolean oneNamespace =
                sound.stream().map(HealthyPods::namespace).distinct().count() == 1;
        if (!oneNamespace || sound.size() > MOST_WORKLOADS) {
            return List.of();
        }
        List<Callable<Optional<Lead>>> reads = sound.stream()
                .map(HealthyPods::oldest)
                .flatMap(suspect -> suspect.pod().apps().stream()
                        .filter(container -> isStarted(container, scene.at()))
                        .limit(1)
                        .<Callable<Optional<Lead>>>map(container -> () -> lead(suspect, container, scene)))
                .toList();
        return reads.isEmpty()
                ? List.of()
                : Parallel.all(reads).stream().flatMap(Optional::stream).toList();
    }

    private static boolean isStarted(ContainerView container, Instant now) {
        return container.state() instanceof ContainerState.Running(Instant since)
                && since.plus(STARTED).isBefore(now);
    }

    private Optional<Lead> lead(Suspect suspect, ContainerView container, Scene scene) {
        List<String> lines = Permitted.find(
                        () -> Optional.of(log.read(suspect.pod(), container, new PodLog.Wish(false, LATELY, LINES, ""))
                                .lines()))
                .orElse(List.of());
        List<String> messages = lines.stream().map(LogLine::message).toList();
        LogRules rules = LogRules.ofRunning(cluster, scene);
        if (messages.stream().filter(rules::isTrouble).count() < AGAIN) {
            return Optional.empty();
        }
        secrets.learn(List.of(suspect.pod()));
        Lead lead = Lead.of(Finding.of(
                        "log-errors",
                        suspect.object(),
                        suspect.pod().namespace(),
                        "it runs, but what it does fails again and again.",
                        List.of("%s: Running and ready".formatted(suspect.pod().display())),
                        "Mend what its log names.")
                .as(Confidence.LIKELY));
        return rules.explain(lead, new LogEnd(suspect, container, messages))
                .map(known -> known.concerning(List.of(suspect.pod().display()))
                        .with(known.finding()
                                .with(CloserLook.shown(
                                        suspect.pod(),
                                        container,
                                        lines.subList(Math.max(0, lines.size() - SHOWN), lines.size())))));
    }
}
