package dev.shipmate.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// What a container writes: some lines at its start, then others in turn, as long as it runs.
///
/// In a line, `{time}` stands for when it is written and `{ms}` for a number that differs from line to line.
record LogText(List<String> start, List<String> steady, Duration every) {
    static final LogText EMPTY = new LogText(List.of(), List.of(), Duration.ofMinutes(1));
    /// The kubelet rotates logs; older lines are gone.
    private static final long KEPT = 5_000;
    private static final Duration START_STEP = Duration.ofMillis(90);

    /// One line and when it was written.
    record Line(Instant time, String text) {}

    LogText {
        start = List.copyOf(start);
        steady = List.copyOf(steady);
    }

    /// Reads a file whose line `--- every 7s` parts the two halves.
    static LogText parse(String file) {
        List<String> start = new ArrayList<>();
        List<String> steady = new ArrayList<>();
        Duration every = Duration.ofMinutes(1);
        boolean started = false;
        for (String line : file.lines().toList()) {
            if (line.startsWith("--- every ")) {
                every = Duration.parse(
                        "PT" + line.substring("--- every ".length()).strip());
                started = true;
            } else {
                (started ? steady : start).add(line);
            }
        }
        return new LogText(start, steady, every);
    }

    /// The lines of a container that started at `from`, later than `after` and not later than `until`.
    List<Line> lines(Instant from, Instant after, Instant until) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < start.size(); i++) {
            add(lines, start.get(i), i, from.plus(START_STEP.multipliedBy(i)), after, until);
        }
        if (!steady.isEmpty()) {
            Instant first = from.plus(START_STEP.multipliedBy(start.size())).plus(every);
            long last = Math.floorDiv(Duration.between(first, until).toMillis(), every.toMillis());
            for (long i = Math.max(0, last - KEPT); i <= last; i++) {
                String text = steady.get((int) (i % steady.size()));
                add(lines, text, i, first.plus(every.multipliedBy(i)), after, until);
            }
        }
        return lines;
    }

    private static void add(List<Line> lines, String text, long index, Instant time, Instant after, Instant until) {
        if (time.isAfter(after) && !time.isAfter(until)) {
            String written = text.replace(
                            "{time}", time.truncatedTo(ChronoUnit.MILLIS).toString())
                    .replace("{ms}", Long.toString(3 + index * 7_919 % 46));
            lines.add(new Line(time, written));
        }
    }
}
