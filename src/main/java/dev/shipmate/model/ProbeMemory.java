package dev.shipmate.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What was found out about models, kept in `models.json` from run to run. It only saves time: a file that is
/// missing, broken or not writable is as good as an empty one.
final class ProbeMemory {
    private final Path file;

    ProbeMemory(Path folder) {
        this.file = folder.resolve("models.json");
    }

    Optional<Finding> find(String fingerprint) {
        JsonNode entry = entries().path(fingerprint);
        var reasons = new ArrayList<String>();
        entry.path("reasons").forEach(reason -> reasons.add(reason.asString("")));
        return ProtocolChoice.find(entry.path("protocol").asString(""))
                .flatMap(ProtocolChoice::fixed)
                .map(protocol -> new Finding(protocol, reasons));
    }

    void remember(String fingerprint, Finding finding) {
        ObjectNode entries = entries();
        ObjectNode entry = entries.putObject(fingerprint);
        entry.put("protocol", finding.protocol().word());
        finding.reasons().forEach(entry.putArray("reasons")::add);
        try {
            write(entries.toPrettyString());
        } catch (IOException | UnsupportedOperationException _) {
            // The next run probes again.
        }
    }

    private ObjectNode entries() {
        try {
            return Files.exists(file) && Json.parse(Files.readString(file)) instanceof ObjectNode entries
                    ? entries
                    : Json.object();
        } catch (IOException _) {
            return Json.object();
        }
    }

    private void write(String text) throws IOException {
        Files.createDirectories(file.getParent());
        Path fresh = Files.createTempFile(
                file.getParent(),
                "models",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
