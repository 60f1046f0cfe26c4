package dev.shipmate.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads how long ago something was, as kubectl's `--since` does: `90s`, `30m`, `1h30m`, and days as well.
final class AgoConverter implements ITypeConverter<Duration> {
    private static final Pattern AGO =
            Pattern.compile("(?:(\\d{1,5})d)?(?:(\\d{1,6})h)?(?:(\\d{1,7})m)?(?:(\\d{1,8})s)?");

    @Override
    public Duration convert(String value) {
        Matcher ago = AGO.matcher(value);
        Duration duration = ago.matches()
                ? Duration.ofDays(number(ago, 1))
                        .plusHours(number(ago, 2))
                        .plusMinutes(number(ago, 3))
                        .plusSeconds(number(ago, 4))
                : Duration.ZERO;
        if (duration.isZero()) {
            throw new TypeConversionException(
                    "expected a time such as 90s, 30m, 2h or 1d, but was '%s'".formatted(value));
        }
        return duration;
    }

    private static long number(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
