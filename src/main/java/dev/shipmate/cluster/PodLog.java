package dev.shipmate.cluster;

import dev.shipmate.spelling.Words;
import java.time.Duration;
import java.util.List;

/// The end of one container's log, with an honest account of how much of it is shown.
public final class PodLog {
    /// How far back to look: enough to tell how long a usual log is, without reading a huge one.
    private static final int COUNTED = 1_000;
    private static final int SEARCHED = 100_000;

    private final Cluster cluster;

    public PodLog(Cluster cluster) {
        this.cluster = cluster;
    }

    /// What to show of a log.
    public record Wish(boolean previous, Duration since, int tail, String grep) {}

    /// `problem` says why there is no log, and is empty when there is one.
    public record Part(PodView pod, ContainerView container, List<String> lines, Size size, String problem) {
        static Part without(PodView pod, ContainerView container, String problem) {
            return new Part(pod, container, List.of(), new Size(0, 0, true), problem);
        }
    }

    /// How many lines were read, how many of them matched, and whether that was surely all there is.
    public record Size(long read, long matching, boolean all) {}

    /// The end of a container's log, or why there is none.
    public Part read(PodView pod, ContainerView container, Wish wish) {
        if (!container.hasRun()) {
            return Part.without(pod, container, notStarted(pod, container));
        }
        if (wish.previous() && container.restarts() == 0) {
            return Part.without(
                    pod,
                    container,
                    "Container %s of pod/%s has no previous run: it was never restarted."
                            .formatted(container.name(), pod.name()));
        }
        int reach = wish.grep().isEmpty() ? Math.max(COUNTED, wish.tail() + 1) : SEARCHED;
        var query = new LogQuery(pod.namespace(), pod.name(), container.name(), wish.previous(), wish.since(), reach);
        var tail = new LogTail(wish.tail(), wish.grep());
        return switch (cluster.logs().read(query, tail)) {
            case Logs.Outcome.Unavailable(String reason) ->
                Part.without(
                        pod,
                        container,
                        "There is no %slog of container %s of pod/%s: %s."
                                .formatted(
                                        wish.previous() ? "previous " : "",
                                        container.name(),
                                        pod.name(),
                                        reason.replaceAll("\\.$", "")));
            case Logs.Outcome.Read(long lines, boolean all) ->
                new Part(pod, container, tail.lines(), new Size(lines, tail.matching(), all), "");
        };
    }

    private static String notStarted(PodView pod, ContainerView container) {
        String why = switch (container.state()) {
            case ContainerState.Waiting(String reason, String message) -> Words.reasonAndMessage(reason, message);
            case ContainerState.Terminated ended -> ended.display();
            case ContainerState.Running _ -> "it runs";
            case ContainerState.Unknown _ -> unscheduled(pod);
        };
        return "Container %s of pod/%s has not started: %s.".formatted(container.name(), pod.name(), why);
    }

    private static String unscheduled(PodView pod) {
        return pod.conditions().stream()
                .filter(condition -> condition.type().equals("PodScheduled") && !condition.isTrue())
                .findFirst()
                .map(condition -> Words.reasonAndMessage(condition.reason(), condition.message()))
                .orElse("the pod is " + pod.phase());
    }
}
