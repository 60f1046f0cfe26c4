package dev.shipmate.monitoring;

import dev.shipmate.logs.EntryListener;
import dev.shipmate.logs.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Counts entries and errors over a window, in parts of equal length. What it holds does not grow with the logs.
public final class ErrorRate implements EntryListener {
    private final Instant from;
    private final Duration part;
    private final long[] entries;
    private final long[] errors;
    private long timeless;

    /// Counts from a time on, over a window that is more than nothing.
    public ErrorRate(Instant from, Duration window, int parts) {
        this.from = from;
        this.part = window.dividedBy(parts);
        this.entries = new long[parts];
        this.errors = new long[parts];
        if (!part.isPositive()) {
            throw new IllegalArgumentException("The window is too short: " + window);
        }
    }

    /// What was written in one part of the window.
    public record Part(Instant from, Duration length, long entries, long errors) {
        public double errorsPerMinute() {
            return perMinute(errors, length);
        }
    }

    /// How errors go on, from the older to the newer half of the window.
    public enum Trend {
        NONE("there were none"),
        RISING("it is rising"),
        STEADY("it is steady"),
        FALLING("it is falling");

        private final String words;

        Trend(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    @Override
    public void on(Severity severity, Instant time) {
        if (time.equals(Instant.EPOCH)) {
            timeless++;
            return;
        }
        long at = Math.floorDiv(Duration.between(from, time).toMillis(), Math.max(1, part.toMillis()));
        // The node's clock may be a little ahead or behind.
        int place = Math.clamp(at, 0, entries.length - 1);
        entries[place]++;
        errors[place] += severity.isAtLeast(Severity.ERROR) ? 1 : 0;
    }

    public List<Part> parts() {
        var parts = new ArrayList<Part>();
        for (int i = 0; i < entries.length; i++) {
            parts.add(new Part(from.plus(part.multipliedBy(i)), part, entries[i], errors[i]));
        }
        return parts;
    }

    /// Entries without a time are none of these.
    public long entries() {
        return sum(entries, 0, entries.length);
    }

    public long errors() {
        return sum(errors, 0, errors.length);
    }

    /// Entries that had no time, and so are in no part.
    public long timeless() {
        return timeless;
    }

    public double errorsPerMinute() {
        return perMinute(errors(), part.multipliedBy(entries.length));
    }

    /// A change of half as much again, and of more than a handful, is one.
    public Trend trend() {
        int half = errors.length / 2;
        long older = sum(errors, 0, half);
        long newer = sum(errors, errors.length - half, errors.length);
        if (errors() == 0) {
            return Trend.NONE;
        }
        if (newer > older * 1.5 && newer - older >= 5) {
            return Trend.RISING;
        }
        return older > newer * 1.5 && older - newer >= 5 ? Trend.FALLING : Trend.STEADY;
    }

    private static long sum(long[] counts, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += counts[i];
        }
        return sum;
    }

    private static double perMinute(long count, Duration length) {
        return count * 60_000.0 / Math.max(1, length.toMillis());
    }
}
