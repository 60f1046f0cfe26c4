package dev.shipmate.diagnosis;

import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A line of a log as a program meant it.
final class LogLine {
    private LogLine() {}

    /// The message in a line that is JSON, with the error beside it; other lines as they are.
    static String message(String line) {
        String text = line.strip();
        if (!text.startsWith("{")) {
            return line;
        }
        try {
            JsonNode fields = JsonMapper.shared().readTree(text);
            String message = Stream.of("message", "msg", "event", "error", "err", "exception")
                    .map(name -> fields.path(name).asString(""))
                    .filter(value -> !value.isBlank())
                    .limit(2)
                    .reduce("", (one, other) -> one.isEmpty() ? other : one + ": " + other);
            return message.isEmpty() ? line : message;
        } catch (JacksonException _) {
            return line;
        }
    }
}
