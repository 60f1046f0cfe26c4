package dev.shipmate.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads an age such as `168h`.
final class HoursConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        if (!text.matches("[1-9]\\d{0,5}h")) {
            throw new TypeConversionException("'%s' is no number of hours, such as 168h".formatted(text));
        }
        return Duration.ofHours(Long.parseLong(text.substring(0, text.length() - 1)));
    }
}
