package dev.shipmate.monitoring;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// One line of Prometheus' text format: a name, labels and a value.
///
/// The format is described at <https://prometheus.io/docs/instrumenting/exposition_formats/>.
public record Sample(String name, Map<String, String> labels, double value) {
    public Sample {
        labels = Map.copyOf(labels);
    }

    /// Reads a line; nothing for a comment, an empty line, or one that is not of the format.
    static Optional<Sample> parse(String line) {
        return line.isBlank() || line.startsWith("#") ? Optional.empty() : new Reader(line).sample();
    }

    private static final class Reader {
        private final String line;
        private int at;

        Reader(String line) {
            this.line = line;
        }

        Optional<Sample> sample() {
            String name = name();
            Map<String, String> labels = new HashMap<>();
            spaces();
            if (peek() == '{' && !labels(labels)) {
                return Optional.empty();
            }
            spaces();
            int end = at;
            while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
                end++;
            }
            Optional<Double> value = number(line.substring(at, end));
            return name.isEmpty() || value.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Sample(name, labels, value.get()));
        }

        private String name() {
            int from = at;
            while (at < line.length() && (Character.isLetterOrDigit(peek()) || peek() == '_' || peek() == ':')) {
                at++;
            }
            return line.substring(from, at);
        }

        /// From the opening to the closing brace; false when there is none.
        private boolean labels(Map<String, String> labels) {
            at++;
            while (at < line.length()) {
                spaces();
                if (peek() == '}') {
                    at++;
                    return true;
                }
                String label = name();
                spaces();
                if (peek() != '=') {
                    return false;
                }
                at++;
                spaces();
                Optional<String> value = quoted();
                if (label.isEmpty() || value.isEmpty()) {
                    return false;
                }
                labels.put(label, value.get());
                spaces();
                if (peek() == ',') {
                    at++;
                }
            }
            return false;
        }

        /// "label_value can be any sequence of UTF-8 characters, but the backslash (`\`), double-quote (`"`), and line
        /// feed (`\n`) characters have to be escaped".
        private Optional<String> quoted() {
            if (peek() != '"') {
                return Optional.empty();
            }
            at++;
            var text = new StringBuilder();
            while (at < line.length()) {
                char c = line.charAt(at++);
                if (c == '"') {
                    return Optional.of(text.toString());
                }
                if (c == '\\' && at < line.length()) {
                    char escaped = line.charAt(at++);
                    text.append(escaped == 'n' ? '\n' : escaped);
                } else {
                    text.append(c);
                }
            }
            return Optional.empty();
        }

        private void spaces() {
            while (at < line.length() && (peek() == ' ' || peek() == '\t')) {
                at++;
            }
        }

        private char peek() {
            return at < line.length() ? line.charAt(at) : '\n';
        }

        /// As Go's `ParseFloat` has it.
        private static Optional<Double> number(String text) {
            return switch (text) {
                case "+Inf", "Inf" -> Optional.of(Double.POSITIVE_INFINITY);
                case "-Inf" -> Optional.of(Double.NEGATIVE_INFINITY);
                case "NaN" -> Optional.of(Double.NaN);
                default -> finite(text);
            };
        }

        private static Optional<Double> finite(String text) {
            try {
                return Optional.of(Double.valueOf(text));
            } catch (NumberFormatException _) {
                return Optional.empty();
            }
        }
    }
}
