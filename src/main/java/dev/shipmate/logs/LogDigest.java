package dev.shipmate.logs;

import dev.shipmate.cluster.LineSink;
import dev.shipmate.redaction.Redactor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the log of one run tells of why it ended, in few lines: what is known of the failure, the error that says so
/// or else the last one, with its stack trace, and the last lines.
///
/// It takes logs of any length, and what it shows has no secrets.
public final class LogDigest implements LineSink {
    /// An entry that ends within the lines that are shown begins within these.
    private static final int KEPT = 500;

    private static final String GAP = "…";

    private final LogCondenser condenser;
    private final LogCondenser.Source source;

    public LogDigest(Redactor redactor) {
        condenser = new LogCondenser(redactor, LogFilter.NONE, KEPT);
        source = condenser.source("");
    }

    /// The digest of a log that is at hand.
    public static LogDigest of(Redactor redactor, List<String> lines) {
        var digest = new LogDigest(redactor);
        lines.forEach(digest.source);
        return digest;
    }

    @Override
    public void take(byte[] bytes, int start, int end) {
        source.take(bytes, start, end);
    }

    /// What is known of what went wrong.
    public Optional<KnownFailure> failure() {
        return failed(condense()).flatMap(LogGroup::failure);
    }

    /// The digest in lines. What is known of the failure is no line of the log, and stands in parentheses.
    ///
    /// @param most at most so many; fewer than ten tell little
    public List<String> lines(int most) {
        Condensation log = condense();
        List<String> end = texts(log.lastLines());
        Optional<LogGroup> failed = failed(log);
        List<String> error = failed.map(LogGroup::example).orElseGet(() -> texts(log.lastError()));
        var lines = new ArrayList<String>();
        failed.flatMap(LogGroup::failure)
                .map(known -> "(%s)".formatted(known.sentence()))
                .ifPresent(lines::add);
        int room = most - lines.size();
        int at = Collections.indexOfSubList(end, error);
        if (error.isEmpty() || (at >= 0 && at >= end.size() - room)) {
            lines.addAll(last(end, room));
            return lines;
        }
        List<String> after = at < 0 ? end : end.subList(at + error.size(), end.size());
        int tail = Math.min(after.size(), Math.max(room / 3, room - error.size() - 1));
        lines.addAll(shortened(error, tail == 0 ? room : room - tail - 1));
        if (tail > 0) {
            lines.add(GAP);
            lines.addAll(last(after, tail));
        }
        return lines;
    }

    private Condensation condense() {
        return condenser.condense(Instant.EPOCH);
    }

    private static Optional<LogGroup> failed(Condensation log) {
        return log.groups().stream()
                .filter(group -> group.failure().isPresent())
                .findFirst();
    }

    private static List<String> texts(List<ShownLine> lines) {
        return lines.stream().map(ShownLine::text).toList();
    }

    private static List<String> last(List<String> lines, int most) {
        return lines.subList(Math.max(0, lines.size() - most), lines.size());
    }

    /// Of a stack trace that is too long its beginning, and the lines further down that name what went wrong.
    private static List<String> shortened(List<String> error, int most) {
        if (error.size() <= most) {
            return error;
        }
        List<String> names = error.stream()
                .skip(most / 2)
                .filter(line -> line.length() > 2 && line.charAt(0) != ' ')
                .toList();
        List<String> kept = last(names, Math.max(0, most / 2 - 1));
        return Stream.of(error.subList(0, most - kept.size() - 1), List.of(GAP), kept)
                .flatMap(List::stream)
                .toList();
    }
}
