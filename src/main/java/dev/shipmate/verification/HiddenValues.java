package dev.shipmate.verification;

import dev.shipmate.redaction.PatternRedactor;
import dev.shipmate.redaction.Redactor;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The secret values of a run, which no text that leaves it may show.
final class HiddenValues {
    private static final int EXCERPT = 200;

    private final Redactor redactor = new PatternRedactor();
    private final Map<String, String> names = new LinkedHashMap<>();

    void add(String name, String value) {
        List.of(value, URLEncoder.encode(value, StandardCharsets.UTF_8), decoded(value)).stream()
                .filter(form -> !form.isBlank())
                .forEach(form -> names.putIfAbsent(form, name));
    }

    /// Our own words, with every known secret replaced by its name.
    String hide(String text) {
        String hidden = text;
        // A token goes before its beginning, which may be a secret, too.
        for (String value : names.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            hidden = hidden.replace(value, "[%s]".formatted(names.get(value)));
        }
        return hidden;
    }

    /// The app's words: beside the known secrets, also what looks like one.
    String hideAll(String text) {
        return redactor.redact(hide(text));
    }

    /// How the app's words begin, on one line. What is cut off was hidden before: half a secret would not be known.
    String excerpt(String text) {
        String line = hideAll(text).strip().replaceAll("\\s+", " ");
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return value;
        }
    }
}
