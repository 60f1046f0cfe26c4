package dev.shipmate.tool.kubernetes;

import java.time.Duration;
import java.time.Instant;

/// Writes how long ago something was as kubectl does in its AGE columns (`HumanDuration` in Kubernetes'
/// `apimachinery/pkg/util/duration`).
final class Age {
    private Age() {}

    static String of(Instant then, Instant now) {
        return then.equals(Instant.EPOCH) ? "<unknown>" : of(Duration.between(then, now));
    }

    static String of(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 120) {
            return seconds + "s";
        }
        long minutes = seconds / 60;
        if (minutes < 10) {
            return pair(minutes, "m", seconds % 60, "s");
        }
        if (minutes < 180) {
            return minutes + "m";
        }
        long hours = minutes / 60;
        if (hours < 8) {
            return pair(hours, "h", minutes % 60, "m");
        }
        if (hours < 48) {
            return hours + "h";
        }
        long days = hours / 24;
        if (days < 8) {
            return pair(days, "d", hours % 24, "h");
        }
        if (days < 730) {
            return days + "d";
        }
        long years = days / 365;
        return years < 8 ? pair(years, "y", days % 365, "d") : years + "y";
    }

    private static String pair(long large, String unit, long small, String smallUnit) {
        return small == 0 ? large + unit : large + unit + small + smallUnit;
    }
}
