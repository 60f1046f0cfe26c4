package dev.shipmate.logs;

import java.util.List;
import java.util.Optional;

/// What the entries of one group have in common, with how many there were, when, and the first of them.
final class Template {
    private static final int EXAMPLE_LINES = 30;

    private final Severity severity;
    private final String[] tokens;
    private final List<String> example;
    private final Optional<KnownFailure> failure;
    private final String source;
    private boolean manySources;
    private long count;
    private long lines;
    private long first = TimeStamp.NONE;
    private long last = TimeStamp.NONE;

    /// @param tokens its words, redacted; those that differ become masks
    /// @param example the first entry, redacted
    Template(Severity severity, String[] tokens, List<String> example, Optional<KnownFailure> failure, String source) {
        this.severity = severity;
        this.tokens = tokens;
        this.example = example.stream().limit(EXAMPLE_LINES).toList();
        this.failure = failure;
        this.source = source;
    }

    void count(LogEntry entry, String from) {
        count++;
        lines += entry.size();
        long nanos = entry.nanos();
        if (nanos != TimeStamp.NONE) {
            first = first == TimeStamp.NONE ? nanos : Math.min(first, nanos);
            last = Math.max(last, nanos);
        }
        manySources |= !from.equals(source);
    }

    /// How many of the tokens are the same, from 0 to 1.
    double likeness(String[] others) {
        int same = 0;
        for (int i = 0; i < tokens.length; i++) {
            if (tokens[i].equals(others[i])) {
                same++;
            }
        }
        return (double) same / tokens.length;
    }

    /// Masks what the other does not have.
    void widen(String[] others) {
        for (int i = 0; i < tokens.length; i++) {
            if (!tokens[i].equals(others[i])) {
                tokens[i] = Shape.MASK;
            }
        }
    }

    Severity severity() {
        return severity;
    }

    LogGroup toGroup() {
        return new LogGroup(
                severity,
                String.join(" ", tokens),
                count,
                lines,
                TimeStamp.instant(first),
                TimeStamp.instant(last),
                manySources ? "" : source,
                example,
                failure);
    }
}
