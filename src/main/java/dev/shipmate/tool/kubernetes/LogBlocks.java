package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.PodLog;
import dev.shipmate.spelling.Words;
import dev.shipmate.tool.Block;
import java.util.ArrayList;
import java.util.List;

/// The end of a container's log as a result shows it.
final class LogBlocks {
    private LogBlocks() {}

    /// A sentence on how much is shown, and the lines.
    static List<Block> of(PodLog.Part part, PodLog.Wish wish) {
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

    private static String sentence(PodLog.Part part, PodLog.Wish wish) {
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
