package dev.shipmate.terminal;

import java.time.Duration;

/// How long ago something was, in as few letters as tell enough: `5s`, `12m`, `3h`, `2d`.
final class Ages {
    private Ages() {}

    /// What lies ahead, because two clocks differ, is `0s`.
    static String of(Duration age) {
        if (age.toMinutes() < 1) {
            return Math.max(0, age.toSeconds()) + "s";
        }
        if (age.toHours() < 1) {
            return age.toMinutes() + "m";
        }
        return age.toDays() < 1 ? age.toHours() + "h" : age.toDays() + "d";
    }
}
