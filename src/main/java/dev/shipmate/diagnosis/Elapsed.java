package dev.shipmate.diagnosis;

import dev.shipmate.spelling.Words;
import java.time.Duration;
import java.time.Instant;

/// How long something has lasted, in words: `40 seconds`, `12 minutes`, `3 hours`.
final class Elapsed {
    private Elapsed() {}

    static String words(Instant since, Instant now) {
        Duration duration = Duration.between(since, now);
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 120) {
            return Words.count(seconds, "second");
        }
        if (seconds < 7_200) {
            return Words.count(seconds / 60, "minute");
        }
        return seconds < 172_800
                ? Words.count(duration.toHours(), "hour")
                : Words.count(duration.toDays(), "day");
    }
}
