package dev.shipmate.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a time limit: whole seconds, at least one.
final class SecondsConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
        try {
            int seconds = Integer.parseInt(value);
            if (seconds >= 1) {
                return Duration.ofSeconds(seconds);
            }
        } catch (NumberFormatException _) {
            // Told below, as is a number that is too small.
        }
        throw new TypeConversionException("expected a number of seconds, at least 1, but was '%s'".formatted(value));
    }
}
