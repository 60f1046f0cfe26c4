package dev.shipmate.logs;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// A condensation in words, fitted to a budget of tokens.
///
/// @param facts sentences: how much there is, what is known to be wrong, how much of it is shown
/// @param sections lines under a title: the kinds of entries, the last error, the last lines
public record CondensedText(List<String> facts, List<Section> sections) {
    /// Logs are full of numbers, and three of their characters are about one token.
    private static final int TOKEN = 3;

    private static final int LONGEST_LINE = 400;
    private static final int MOST_FAILURES = 3;
    private static final int MOST_ERROR_LINES = 25;

    public CondensedText {
        facts = List.copyOf(facts);
        sections = List.copyOf(sections);
    }

    /// Lines that belong together.
    public record Section(String title, List<String> lines) {
        public Section {
            lines = List.copyOf(lines);
        }
    }

    /// What to show of a condensation.
    ///
    /// @param about what was read, as `the log of pod/web-1`
    /// @param all whether everything was read that there is
    /// @param tokens about so many tokens may be used
    /// @param lastLines at most so many lines of the end
    public record Wish(String about, boolean all, int tokens, int lastLines) {}

    public static CondensedText of(Condensation log, Wish wish) {
        return new Writer(log, wish).write();
    }

    /// Everything as lines, for a terminal.
    public List<String> lines() {
        var lines = new ArrayList<>(facts);
        for (Section section : sections) {
            lines.add("");
            lines.add(section.title() + ":");
            section.lines().forEach(line -> lines.add("  " + line));
        }
        return lines;
    }

    private static final class Writer {
        private final Condensation log;
        private final Wish wish;
        private final boolean several;
        private int room;
        private long verbatim;
        private int kinds;

        Writer(Condensation log, Wish wish) {
            this.log = log;
            this.wish = wish;
            this.several = log.size().logs() > 1;
            this.room = wish.tokens() * TOKEN;
        }

        CondensedText write() {
            var facts = new ArrayList<String>();
            facts.add(overview());
            facts.addAll(failures());
            facts.forEach(fact -> room -= fact.length());
            int share = room / 3;
            List<String> end = last(log.lastLines(), wish.lastLines(), share);
            List<String> error = isInEnd(end.size()) ? List.of() : first(log.lastError(), share);
            end.forEach(line -> room -= line.length());
            error.forEach(line -> room -= line.length());
            verbatim = (long) end.size() + error.size();
            List<String> groups = groups();
            facts.add(account(groups.isEmpty()));
            var sections = new ArrayList<Section>();
            add(sections, "Kinds of entries, the most telling first", groups);
            add(sections, "The last error", error);
            add(sections, end.size() == 1 ? "The last line" : "The last %d lines".formatted(end.size()), end);
            return new CondensedText(facts, sections);
        }

        private static void add(List<Section> sections, String title, List<String> lines) {
            if (!lines.isEmpty()) {
                sections.add(new Section(title, lines));
            }
        }

        private String overview() {
            Condensation.Size size = log.size();
            String matching = size.matching() == size.read()
                    ? count(size.read(), "line")
                    : "%s of %s that match".formatted(number(size.matching()), count(size.read(), "line"));
            long errors = bad(Severity.ERROR);
            long warnings = bad(Severity.WARNING) - errors;
            return "%s in %s%s%s: %s of entries, %s, %s."
                    .formatted(
                            matching,
                            wish.about(),
                            wish.all() ? "" : " (only the end was read)",
                            log.first().equals(Instant.EPOCH)
                                    ? ""
                                    : " from %s to %s UTC".formatted(full(log.first()), full(log.last())),
                            count(log.groups().size(), "kind"),
                            count(errors, "error"),
                            count(warnings, "warning"));
        }

        private long bad(Severity least) {
            return log.groups().stream()
                    .filter(group -> group.severity().isAtLeast(least))
                    .mapToLong(LogGroup::count)
                    .sum();
        }

        private List<String> failures() {
            return log.failures().entrySet().stream()
                    .limit(MOST_FAILURES)
                    .map(failure -> "%s (%s: %s)"
                            .formatted(
                                    failure.getKey().sentence(),
                                    failure.getValue() == 1
                                            ? "said once"
                                            : "said %s times".formatted(number(failure.getValue())),
                                    quoted(failure)))
                    .toList();
        }

        private String quoted(Map.Entry<KnownFailure, Long> failure) {
            return log.groups().stream()
                    .filter(group ->
                            group.failure().filter(failure.getKey()::equals).isPresent())
                    .findFirst()
                    .map(group -> cut(telling(group.example())))
                    .orElse("");
        }

        /// The line of an example that names what went wrong: in a stack trace not the first.
        private static String telling(List<String> example) {
            return example.stream()
                    .filter(line -> !line.isEmpty() && !Character.isWhitespace(line.charAt(0)))
                    .filter(line -> !line.startsWith("Traceback ") && !line.startsWith("During handling"))
                    .reduce((first, last) -> last)
                    .orElse(example.getFirst());
        }

        private List<String> groups() {
            var lines = new ArrayList<String>();
            for (LogGroup group : log.groups()) {
                List<String> shown = group(group);
                int length = shown.stream().mapToInt(line -> line.length() + 1).sum();
                if (length > room && kinds > 0) {
                    break;
                }
                room -= length;
                kinds++;
                lines.addAll(shown);
            }
            return lines;
        }

        private List<String> group(LogGroup group) {
            var lines = new ArrayList<String>();
            String when = group.first().equals(Instant.EPOCH)
                    ? ""
                    : group.first().equals(group.last())
                            ? time(group.first()) + "  "
                            : "%s-%s  ".formatted(time(group.first()), time(group.last()));
            lines.add(
                    cut("%-7s x%-6s %s%s".formatted(group.severity(), number(group.count()), when, group.template())));
            if (group.severity().isAtLeast(Severity.WARNING)) {
                String from = several && !group.source().isEmpty() ? " of " + group.source() : "";
                List<String> example = shortened(group.example());
                lines.add(cut("        such as%s: %s".formatted(from, example.getFirst())));
                example.stream().skip(1).forEach(line -> lines.add(cut("          " + line)));
                verbatim += example.stream().filter(line -> !isQuoted(line)).count();
            }
            return lines;
        }

        /// The first line, and of a stack trace the one that names what went wrong.
        private static List<String> shortened(List<String> example) {
            return Stream.of(example.getFirst(), telling(example)).distinct().toList();
        }

        private String account(boolean noGroups) {
            long left =
                    log.groups().stream().skip(kinds).mapToLong(LogGroup::lines).sum();
            String more = log.groups().size() > kinds && !noGroups
                    ? "; %s with %s are left out"
                            .formatted(count(log.groups().size() - kinds, "kind"), count(left, "line"))
                    : "";
            return "%s of %s are shown as they were written, the rest is counted%s."
                    .formatted(
                            number(Math.min(verbatim, log.size().matching())),
                            count(log.size().matching(), "line"),
                            more);
        }

        /// Whether a line stands below as well, and must not count twice.
        private boolean isQuoted(String line) {
            return Stream.concat(log.lastError().stream(), log.lastLines().stream())
                    .anyMatch(shown -> shown.text().equals(line));
        }

        private boolean isInEnd(int shown) {
            List<ShownLine> end = log.lastLines();
            return end.subList(end.size() - shown, end.size()).containsAll(log.lastError());
        }

        private List<String> first(List<ShownLine> lines, int share) {
            var shown = new ArrayList<String>();
            int length = 0;
            for (ShownLine line : lines) {
                String text = text(line);
                length += text.length() + 1;
                if (shown.size() == MOST_ERROR_LINES || (length > share && !shown.isEmpty())) {
                    break;
                }
                shown.add(text);
            }
            return shown;
        }

        private List<String> last(List<ShownLine> lines, int most, int share) {
            var shown = new ArrayList<String>();
            int length = 0;
            for (int i = lines.size() - 1; i >= 0 && shown.size() < most; i--) {
                String text = text(lines.get(i));
                length += text.length() + 1;
                if (length > share && !shown.isEmpty()) {
                    break;
                }
                shown.addFirst(text);
            }
            return shown;
        }

        private String text(ShownLine line) {
            return cut(several ? "[%s] %s".formatted(line.source(), line.text()) : line.text());
        }

        private static String cut(String line) {
            return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…";
        }

        private String full(Instant time) {
            return at("uuuu-MM-dd HH:mm:ss", time);
        }

        /// The day only where there are several.
        private String time(Instant time) {
            boolean oneDay = at("uuuu-MM-dd", log.first()).equals(at("uuuu-MM-dd", log.last()));
            return at(oneDay ? "HH:mm:ss" : "MM-dd HH:mm:ss", time);
        }

        private static String at(String pattern, Instant time) {
            return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                    .withZone(ZoneOffset.UTC)
                    .format(time);
        }

        private static String count(long number, String one) {
            return number(number) + " " + one + (number == 1 ? "" : "s");
        }

        private static String number(long number) {
            return String.format(Locale.ROOT, "%,d", number);
        }
    }
}
