package dev.shipmate.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Loads the texts under `prompts/` and fills their `{{variables}}`.
public final class Prompts {
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{([a-z_]+)}}");

    private Prompts() {}

    /// The text of `prompts/<name>.txt` without its last line break. An unknown name is our mistake and throws
    /// `IllegalArgumentException`.
    public static String load(String name) {
        try (InputStream text = Prompts.class.getResourceAsStream("/prompts/" + name + ".txt")) {
            if (text == null) {
                throw new IllegalArgumentException("There is no prompt '%s'.".formatted(name));
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the prompt '%s'.".formatted(name), e);
        }
    }

    /// Fills every variable. A variable without a value, or a value without its variable, throws
    /// `IllegalArgumentException`.
    public static String fill(String name, Map<String, String> values) {
        String text = load(name);
        for (String variable : values.keySet()) {
            if (!text.contains("{{" + variable + "}}")) {
                throw new IllegalArgumentException("The prompt '%s' has no {{%s}}.".formatted(name, variable));
            }
        }
        return VARIABLE.matcher(text).replaceAll(match -> {
            String value = values.get(match.group(1));
            if (value == null) {
                throw new IllegalArgumentException(
                        "The prompt '%s' needs a value for {{%s}}.".formatted(name, match.group(1)));
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
