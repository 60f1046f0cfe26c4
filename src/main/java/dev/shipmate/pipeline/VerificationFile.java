package dev.shipmate.pipeline;

import dev.shipmate.verification.VerificationReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The newest verification of a release, kept whole with the revision that was verified.
final class VerificationFile {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;

    VerificationFile(Path file) {
        this.file = file;
    }

    /// A report that cannot be kept is no failure of the app.
    ///
    /// @param revision 0 when it is not known
    void write(VerificationReport report, int revision) {
        ObjectNode json = JSON.createObjectNode();
        json.put("at", report.started().plus(report.took()).toString());
        json.put("revision", revision).put("summary", report.summary());
        json.set("report", report.json());
        try {
            RunFolder.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json));
        } catch (IOException _) {
            // The report was shown; `shipmate verify` makes it again.
        }
    }

    Optional<ShipmentStatus.LastVerification> read() {
        return RunFolder.read(file).flatMap(VerificationFile::parse);
    }

    private static Optional<ShipmentStatus.LastVerification> parse(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return Optional.of(new ShipmentStatus.LastVerification(
                    Instant.parse(json.path("at").asString("")),
                    json.path("revision").asInt(0),
                    json.path("report").path("passed").asBoolean(false),
                    json.path("summary").asString("")));
        } catch (JacksonException | DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
