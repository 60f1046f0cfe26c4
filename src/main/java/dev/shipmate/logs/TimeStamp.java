package dev.shipmate.logs;

import java.time.Instant;
import java.time.LocalDate;

/// The time at the start of a line, in RFC 3339 as the kubelet writes it: `2026-03-01T12:00:00.123456789Z text`.
///
/// It is read by hand, because it is read once for every line. Times are nanoseconds since 1970, which lasts until
/// 2262.
final class TimeStamp {
    /// There is no time.
    static final long NONE = Long.MIN_VALUE;

    private static final int SHORTEST = "2026-03-01T12:00:00Z".length();
    private static final long SECOND = 1_000_000_000L;

    private String day = "";
    private long dayNanos;

    /// The time of a line that begins with one, else [#NONE].
    long read(String line) {
        if (length(line) == 0) {
            return NONE;
        }
        if (!line.startsWith(day) || day.isEmpty()) {
            int month = number(line, 5, 7);
            int date = number(line, 8, 10);
            if (month < 1 || month > 12 || date < 1 || (date > 28 && date > lastDay(number(line, 0, 4), month))) {
                return NONE;
            }
            day = line.substring(0, 10);
            dayNanos = LocalDate.of(number(line, 0, 4), month, date).toEpochDay() * 86_400 * SECOND;
        }
        long seconds = number(line, 11, 13) * 3_600L + number(line, 14, 16) * 60L + number(line, 17, 19);
        int at = 19;
        long fraction = 0;
        if (at < line.length() && line.charAt(at) == '.') {
            long unit = SECOND;
            for (at++; at < line.length() && isDigit(line.charAt(at)); at++) {
                unit /= 10;
                fraction += (line.charAt(at) - '0') * unit;
            }
        }
        return dayNanos + (seconds - offsetSeconds(line, at)) * SECOND + fraction;
    }

    /// How many characters the time and the space after it take; 0 when there is none.
    static int length(String line) {
        if (line.length() < SHORTEST
                || line.charAt(4) != '-'
                || line.charAt(7) != '-'
                || line.charAt(10) != 'T'
                || line.charAt(13) != ':'
                || line.charAt(16) != ':'
                || !isDigit(line.charAt(0))
                || !isDigit(line.charAt(18))) {
            return 0;
        }
        int end = line.indexOf(' ', SHORTEST - 1);
        return end < 0 ? line.length() : end > 40 ? 0 : end + 1;
    }

    static Instant instant(long nanos) {
        return nanos == NONE ? Instant.EPOCH : Instant.ofEpochSecond(nanos / SECOND, nanos % SECOND);
    }

    private static int offsetSeconds(String line, int at) {
        if (at + 6 > line.length() || (line.charAt(at) != '+' && line.charAt(at) != '-')) {
            return 0;
        }
        int seconds = number(line, at + 1, at + 3) * 3_600 + number(line, at + 4, at + 6) * 60;
        return line.charAt(at) == '-' ? -seconds : seconds;
    }

    private static int lastDay(int year, int month) {
        return LocalDate.of(year, month, 1).lengthOfMonth();
    }

    private static int number(String text, int start, int end) {
        int number = 0;
        for (int i = start; i < end; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
