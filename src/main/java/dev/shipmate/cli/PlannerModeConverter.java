package dev.shipmate.cli;

import dev.shipmate.conversation.PlannerMode;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads `auto`, `model` or `rules`.
final class PlannerModeConverter implements ITypeConverter<PlannerMode> {
    @Override
    public PlannerMode convert(String value) {
        return Arrays.stream(PlannerMode.values())
                .filter(mode -> mode.word().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() ->
                        new TypeConversionException("expected auto, model or rules but was '%s'".formatted(value)));
    }
}
