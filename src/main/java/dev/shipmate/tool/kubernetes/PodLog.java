package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ContainerView;
import dev.shipmate.cluster.LogQuery;
import dev.shipmate.cluster.Logs;
import dev.shipmate.cluster.PodView;
import dev.shipmate.tool.Block;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The end of one container's log, with an honest account of how much of it is shown.
final class PodLog {
    /// How far back to look: enough to tell how long a usual log is, without reading a huge one.
    private static final int COUNTED = 1_000;
    private static final int SEARCHED = 100_000;

    private final Cluster cluster;

    PodLog(Cluster cluster) {
        this.cluster = cluster;
    }

    /// What to show of a log.
    record Wish(boolean previous, Duration since, int tail, String grep) {}

    /// `problem` says why there is no log, and is empty when there is one.
    record Part(PodView pod, ContainerView container, List<String> lines, Size size, String problem) {
        static Part without(PodView pod, ContainerView container, String problem) {
            return new Part(pod, container, List.of(), new Size(0, 0, true), problem);
        }
    }

    /// How many lines were read, how many of them matched, and whether that was surely all there is.
    record Size(long read, long matching, boolean all) {}

    Part read(PodView pod, ContainerView container, Wish wish) {
        if (!container.hasRun()) {
            return Part.without(pod, container, Containers.notStarted(pod, container));
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

    /// A sentence on how much is shown, and the lines.
    List<Block> toBlocks(Part part, Wish wish) {
        if (!part.problem().isEmpty()) {
            return List.of(new Block.Fact(part.problem()));
        }
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Fact(sentence(part, wish)));
        if (!part.lines().isEmpty()) {
            // Of a log that was not read to its start nobody knows how much is left out: the sentence says so.
            long left =
                    part.size().all() ? part.size().matching() - part.lines().size() : 0;
            String title = "pod/%s %s%s"
                    .formatted(part.pod().name(), part.container().name(), wish.previous() ? " (previous run)" : "");
            blocks.add(new Block.Excerpt(title, part.lines(), (int) Math.min(left, Integer.MAX_VALUE)));
        }
        return blocks;
    }

    private static String sentence(Part part, Wish wish) {
        String which = "the %slog of container %s of pod/%s%s"
                .formatted(
                        wish.previous() ? "previous " : "",
                        part.container().name(),
                        part.pod().name(),
                        wish.since().isZero() ? "" : " in the last " + Age.of(wish.since()));
        int shown = part.lines().size();
        long read = part.size().read();
        String lines = Words.count(read, "line");
        if (!wish.grep().isEmpty()) {
            String searched = part.size().all() ? lines : "of its last %s".formatted(lines);
            return shown == 0
                    ? "No line of %s contains \"%s\" (%s).".formatted(which, wish.grep(), searched)
                    : "%s of %s %s \"%s\" (%s)%s."
                            .formatted(
                                    Words.count(part.size().matching(), "line"),
                                    which,
                                    part.size().matching() == 1 ? "contains" : "contain",
                                    wish.grep(),
                                    searched,
                                    part.size().matching() > shown ? "; the last %d are shown".formatted(shown) : "");
        }
        if (shown == 0) {
            return capital("%s is empty.".formatted(which));
        }
        if (part.size().all()) {
            return shown == read
                    ? "All %s of %s.".formatted(lines, which)
                    : "The last %d of %s of %s.".formatted(shown, lines, which);
        }
        return "The last %s of %s; there %s more lines before these."
                .formatted(Words.count(shown, "line"), which, shown < read ? "are" : "may be");
    }

    private static String capital(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
