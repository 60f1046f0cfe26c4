package dev.shipmate.tool.kubernetes;

import dev.shipmate.logs.KnownFailure;
import dev.shipmate.logs.LogGroup;
import dev.shipmate.logs.LogReader;
import dev.shipmate.logs.Severity;
import dev.shipmate.monitoring.ErrorRate;
import dev.shipmate.spelling.Words;
import dev.shipmate.tool.Block;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// An error rate in words, as a table over time, and by kinds of errors.
///
/// @param about whose errors they are
record ErrorRateText(String about, ErrorRate rate, LogReader.Result result) {
    static final int PARTS = 6;
    private static final int MOST_KINDS = 5;
    private static final int LONGEST_KIND = 200;

    List<Block> blocks() {
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Fact(sentence()));
        if (rate.entries() > 0) {
            blocks.add(parts());
        }
        List<String> kinds = kinds();
        if (!kinds.isEmpty()) {
            blocks.add(new Block.Excerpt("Kinds of errors, the most frequent first", kinds, left(kinds)));
        }
        result.condensation().failures().keySet().stream()
                .limit(2)
                .map(KnownFailure::sentence)
                .forEach(sentence -> blocks.add(new Block.Fact(sentence)));
        if (!result.all()) {
            blocks.add(new Block.Fact("Not all of it was read: of each log only the last lines, so earlier parts may"
                    + " hold more than is counted."));
        }
        if (rate.timeless() > 0) {
            blocks.add(new Block.Fact("%s had no time and were not counted."
                    .formatted(Words.count(rate.timeless(), "entry", "entries"))));
        }
        result.problems().stream().limit(MOST_KINDS).forEach(problem -> blocks.add(new Block.Fact(problem)));
        return blocks;
    }

    private String sentence() {
        Duration window = rate.parts().getFirst().length().multipliedBy(PARTS);
        String time = Age.of(window);
        if (rate.entries() == 0) {
            return "%s wrote nothing to %s log in the last %s.".formatted(capital(about), its(), time);
        }
        String errors = rate.errors() == 0
                ? "none of them an error"
                : "%s an error or worse: %s errors a minute, %s of the entries; %s"
                        .formatted(
                                count(rate.errors()),
                                decimal(rate.errorsPerMinute()),
                                share((double) rate.errors(), (double) rate.entries()),
                                rate.trend().words());
        return "%s wrote %s to %s log in the last %s, %s."
                .formatted(capital(about), Words.count(rate.entries(), "entry", "entries"), its(), time, errors);
    }

    private String its() {
        return about.startsWith("the pods") ? "their" : "its";
    }

    private Block.Table parts() {
        DateTimeFormatter clock = DateTimeFormatter.ofPattern(
                        rate.parts().getFirst().length().compareTo(Duration.ofHours(4)) > 0
                                ? "MM-dd HH:mm"
                                : rate.parts().getFirst().length().compareTo(Duration.ofMinutes(1)) < 0
                                        ? "HH:mm:ss"
                                        : "HH:mm",
                        Locale.ROOT)
                .withZone(ZoneOffset.UTC);
        List<List<String>> rows = rate.parts().stream()
                .map(part -> List.of(
                        clock.format(part.from()),
                        String.valueOf(part.entries()),
                        String.valueOf(part.errors()),
                        decimal(part.errorsPerMinute())))
                .toList();
        return new Block.Table(List.of("FROM (UTC)", "ENTRIES", "ERRORS", "ERRORS/MIN"), rows, 0);
    }

    private List<LogGroup> errors() {
        return result.condensation().groups().stream()
                .filter(group -> group.severity().isAtLeast(Severity.ERROR))
                .sorted(Comparator.comparingLong(LogGroup::count).reversed())
                .toList();
    }

    private List<String> kinds() {
        return errors().stream()
                .limit(MOST_KINDS)
                .map(group -> "x%-6d %s".formatted(group.count(), Words.shortened(group.template(), LONGEST_KIND)))
                .toList();
    }

    private int left(List<String> shown) {
        return errors().size() - shown.size();
    }

    private static String count(long errors) {
        return errors == 1 ? "1 is" : errors + " are";
    }

    static String decimal(double number) {
        return String.format(Locale.ROOT, number >= 100 ? "%.0f" : number >= 10 ? "%.1f" : "%.2f", number);
    }

    static String share(double part, double whole) {
        double percent = whole == 0 ? 0 : 100 * part / whole;
        return percent > 0 && percent < 0.1 ? "less than 0.1%" : String.format(Locale.ROOT, "%.1f%%", percent);
    }

    private static String capital(String words) {
        return about(words) ? Character.toUpperCase(words.charAt(0)) + words.substring(1) : words;
    }

    /// A name is never written with a capital.
    private static boolean about(String words) {
        return words.startsWith("the ");
    }
}
