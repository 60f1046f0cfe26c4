package dev.shipmate.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// Puts first what most likely tells why something broke: what is bad, what is rare, what was said shortly before the
/// crash.
///
/// @param crash when a container ended badly, or `Instant.EPOCH`
/// @param lines how many lines there are in all
record Ranking(Instant crash, long lines) {
    private static final double OF_SEVERITY = 10;
    private static final double OF_FAILURE = 4;
    private static final double OF_RARITY = 5;
    private static final double OF_NEARNESS = 6;
    private static final double NEAR_SECONDS = 20;

    List<LogGroup> ranked(List<LogGroup> groups) {
        return groups.stream()
                .filter(group -> group.count() > 0)
                .sorted(Comparator.comparingDouble(this::weight)
                        .reversed()
                        .thenComparing(LogGroup::last, Comparator.reverseOrder())
                        .thenComparing(LogGroup::template))
                .toList();
    }

    private double weight(LogGroup group) {
        double severity = switch (group.severity()) {
            case DEBUG -> -0.5;
            case INFO -> 0;
            case WARNING -> 1;
            case ERROR -> 2;
            case FATAL -> 2.5;
        };
        return severity * OF_SEVERITY
                + (group.failure().isPresent() ? OF_FAILURE : 0)
                + rarity(group) * OF_RARITY
                + nearness(group) * OF_NEARNESS;
    }

    /// 1 for what was said once, 0 for what was always said.
    private double rarity(LogGroup group) {
        return lines <= 1 ? 1 : 1 - Math.log((double) group.count()) / Math.log((double) lines);
    }

    private double nearness(LogGroup group) {
        if (crash.equals(Instant.EPOCH) || group.last().equals(Instant.EPOCH)) {
            return 0;
        }
        double seconds = Math.abs(Duration.between(group.last(), crash).toMillis() / 1_000.0);
        return Math.exp(-seconds / NEAR_SECONDS);
    }
}
