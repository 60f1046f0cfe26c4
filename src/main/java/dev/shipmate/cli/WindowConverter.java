package dev.shipmate.cli;

import dev.shipmate.model.ModelSettings;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A whole number of tokens that a model can work with.
final class WindowConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
        if (text.matches("\\d{1,8}") && Integer.parseInt(text) >= ModelSettings.SMALLEST_WINDOW) {
            return Integer.parseInt(text);
        }
        throw new TypeConversionException("expected a number of tokens, at least %2$d, but was '%1$s'"
                .formatted(text, ModelSettings.SMALLEST_WINDOW));
    }
}
