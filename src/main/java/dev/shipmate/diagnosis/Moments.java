package dev.shipmate.diagnosis;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import tools.jackson.databind.JsonNode;

/// Times as the API server writes them.
final class Moments {
    private Moments() {}

    /// `Instant.EPOCH` when there is none.
    static Instant of(JsonNode time) {
        try {
            return Instant.parse(time.asString(""));
        } catch (DateTimeParseException _) {
            return Instant.EPOCH;
        }
    }
}
