package dev.shipmate.cluster;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import tools.jackson.databind.JsonNode;

/// Reads the API server's time stamps. One that is missing is `Instant.EPOCH`.
final class Times {
    private Times() {}

    static Instant of(JsonNode value) {
        String text = value.asString("");
        if (text.isEmpty()) {
            return Instant.EPOCH;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            return Instant.EPOCH;
        }
    }
}
