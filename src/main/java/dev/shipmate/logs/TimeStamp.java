package dev.shipmate.logs;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;

/// The time at the start of a line, in RFC 3339 as the kubelet writes it: `2026-03-01T12:00:00.123456789Z text`.
///
/// It is read by hand, because it is read once for every line. Times are nanoseconds since 1970, which lasts until
/// 2262.
final class TimeStamp {
    /// There is no time.
    static final long NONE = Long.MIN_VALUE;

    private static final int SHORTEST = "2026-03-01T12:00:00Z".length();
    private static final int LONGEST = 40;
    private static final long SECOND = 1_000_000_000L;
    /// What the last digit of a fraction stands for, by how many digits it has.
    private static final int[] UNITS = {0, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

    /// The day of the line before, as `20260301`, and when it began.
    private int day;
    private long dayNanos;

    /// The time of a line that begins with one, else [#NONE].
    long read(byte[] line, int start, int end) {
        if (length(line, start, end) == 0) {
            return NONE;
        }
        int date = number(line, start, 4) * 10_000 + number(line, start + 5, 2) * 100 + number(line, start + 8, 2);
        if (date != day && !begins(date)) {
            return NONE;
        }
        long seconds =
                number(line, start + 11, 2) * 3_600L + number(line, start + 14, 2) * 60L + number(line, start + 17, 2);
        int at = start + 19;
        int fraction = 0;
        if (at < end && line[at] == '.') {
            int digits = 0;
            for (at++; at < end && isDigit(line[at]); at++) {
                if (digits < UNITS.length - 1) {
                    fraction = fraction * 10 + line[at] - '0';
                    digits++;
                }
            }
            fraction *= UNITS[digits];
        }
        return dayNanos + (seconds - offsetSeconds(line, at, end)) * SECOND + fraction;
    }

    private boolean begins(int date) {
        int year = date / 10_000;
        int month = date / 100 % 100;
        int dayOfMonth = date % 100;
        if (month < 1 || month > 12 || !YearMonth.of(year, month).isValidDay(dayOfMonth)) {
            return false;
        }
        day = date;
        dayNanos = LocalDate.of(year, month, dayOfMonth).toEpochDay() * 86_400 * SECOND;
        return true;
    }

    /// How many bytes the time and the space after it take; 0 when there is none.
    static int length(byte[] line, int start, int end) {
        if (end - start < SHORTEST
                || line[start + 4] != '-'
                || line[start + 7] != '-'
                || line[start + 10] != 'T'
                || line[start + 13] != ':'
                || line[start + 16] != ':'
                || !isDigit(line[start])
                || !isDigit(line[start + 18])) {
            return 0;
        }
        int stop = Math.min(end, start + LONGEST + 1);
        int at = start + SHORTEST - 1;
        while (at < stop && line[at] > ' ') {
            at++;
        }
        if (at == end) {
            return end - start;
        }
        return at < stop && line[at] == ' ' ? at + 1 - start : 0;
    }

    static Instant instant(long nanos) {
        return nanos == NONE ? Instant.EPOCH : Instant.ofEpochSecond(nanos / SECOND, nanos % SECOND);
    }

    private static int offsetSeconds(byte[] line, int at, int end) {
        if (at + 6 > end || (line[at] != '+' && line[at] != '-')) {
            return 0;
        }
        int seconds = number(line, at + 1, 2) * 3_600 + number(line, at + 4, 2) * 60;
        return line[at] == '-' ? -seconds : seconds;
    }

    private static int number(byte[] line, int start, int digits) {
        int number = 0;
        for (int i = start; i < start + digits; i++) {
            number = number * 10 + line[i] - '0';
        }
        return number;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }
}
