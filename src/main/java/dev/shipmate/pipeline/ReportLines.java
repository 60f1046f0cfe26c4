package dev.shipmate.pipeline;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// How lines of a report are cut to what a person reads.
final class ReportLines {
    private static final int LONGEST_LINE = 300;

    private ReportLines() {}

    /// On one line, and not too long a one.
    static String line(String text) {
        return cut(text.strip().replaceAll("\\s+", " "));
    }

    /// With its indentation.
    static String cut(String line) {
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…";
    }

    /// The last lines of a text that are not blank.
    static List<String> end(String text, int most) {
        List<String> lines = text.lines()
                .filter(line -> !line.isBlank())
                .map(ReportLines::cut)
                .toList();
        return lines.subList(Math.max(0, lines.size() - most), lines.size());
    }

    /// At most this many lines, with a last one that says how many are left out.
    static List<String> first(List<String> lines, int most) {
        if (lines.size() <= most) {
            return lines;
        }
        var kept = new ArrayList<>(lines.subList(0, most));
        kept.add("… and %d more".formatted(lines.size() - most));
        return kept;
    }

    /// To the second, in the time of UTC.
    static String time(Instant at) {
        return at.equals(Instant.EPOCH)
                ? "at an unknown time"
                : at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// Without the full stop at its end.
    static String open(String sentence) {
        return sentence.strip().replaceAll("[.…]+$", "");
    }
}
