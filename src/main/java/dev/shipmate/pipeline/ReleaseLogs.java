package dev.shipmate.pipeline;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.ContainerState;
import dev.shipmate.cluster.ContainerView;
import dev.shipmate.cluster.LogQuery;
import dev.shipmate.cluster.Logs;
import dev.shipmate.cluster.Parallel;
import dev.shipmate.cluster.PodView;
import dev.shipmate.logs.LogDigest;
import dev.shipmate.pipeline.FailureReport.Section;
import dev.shipmate.redaction.Redactor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// What the logs tell of why: of a container that was started anew the log of the run before, because its own is that
/// of an innocent. The error is often said long before the end.
final class ReleaseLogs {
    private static final int MOST = 4;
    private static final int LINES = 20;
    private static final int SEARCHED = 5_000;

    private final Cluster cluster;
    private final Redactor redactor;

    ReleaseLogs(Cluster cluster, Redactor redactor) {
        this.cluster = cluster;
        this.redactor = redactor;
    }

    /// One container for each workload: of the pods that are not well, else of all when `always`.
    List<Section> of(ReleasePods pods, boolean always) {
        var chosen = new ArrayList<Callable<List<Section>>>();
        var owners = new ArrayList<String>();
        boolean troubled =
                pods.shown().stream().anyMatch(pod -> suspect(pod, false).isPresent());
        for (PodView pod : pods.shown()) {
            Optional<ContainerView> container = suspect(pod, always && !troubled);
            String owner = pod.owner().isEmpty() ? pod.display() : pod.owner();
            if (container.isPresent() && chosen.size() < MOST && !owners.contains(owner)) {
                owners.add(owner);
                chosen.add(() -> read(pod, container.get()));
            }
        }
        return chosen.isEmpty()
                ? List.of()
                : Parallel.all(chosen).stream().flatMap(List::stream).toList();
    }

    private static Optional<ContainerView> suspect(PodView pod, boolean any) {
        return pod.containers().stream()
                .filter(ContainerView::hasRun)
                .filter(container -> any ? container.role() == ContainerView.Role.APP : troubled(pod, container))
                .findFirst();
    }

    private static boolean troubled(PodView pod, ContainerView container) {
        boolean ended = container.state() instanceof ContainerState.Terminated state && state.exitCode() == 0;
        return !pod.healthy() && !container.ready() && !ended;
    }

    private List<Section> read(PodView pod, ContainerView container) {
        boolean ended = container.state() instanceof ContainerState.Terminated;
        if (ended || container.restarts() == 0 || !(container.last() instanceof ContainerState.Terminated)) {
            return List.of(section(pod, container, "", log(pod, container, false)));
        }
        Log previous = log(pod, container, true);
        Section told = section(pod, container, "previous ", previous);
        // The node keeps one earlier log of each container, and may have thrown it away.
        return previous.problem().isEmpty()
                ? List.of(told)
                : List.of(told, section(pod, container, "", log(pod, container, false)));
    }

    /// `problem` says why there are no lines, and is empty when there are.
    private record Log(List<String> lines, String problem) {}

    private Log log(PodView pod, ContainerView container, boolean previous) {
        var digest = new LogDigest(redactor);
        var query = new LogQuery(pod.namespace(), pod.name(), container.name(), previous, Duration.ZERO, SEARCHED);
        try {
            return switch (cluster.logs().readBytes(query, digest)) {
                case Logs.Outcome.Read read ->
                    read.lines() == 0
                            ? new Log(List.of(), "it is empty")
                            : new Log(
                                    digest.lines(LINES).stream()
                                            .map(ReportLines::cut)
                                            .toList(),
                                    "");
                case Logs.Outcome.Unavailable(String reason) -> new Log(List.of(), "there is none: " + reason);
            };
        } catch (ClusterException e) {
            return new Log(List.of(), "it cannot be read: " + e.getMessage());
        }
    }

    private static Section section(PodView pod, ContainerView container, String which, Log log) {
        return new Section(
                "end of the %slog of container %s of %s".formatted(which, container.name(), pod.display()),
                log.problem().isEmpty() ? log.lines() : List.of("(%s)".formatted(log.problem())));
    }
}
