package dev.shipmate.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The file of a [RunJournal]: JSON lines that are only ever appended, with mode 0600.
final class JournalFile {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long LARGEST = 1_000_000;

    private final Path file;

    JournalFile(Path file) {
        this.file = file;
    }

    /// Drops the oldest lines of a file that has grown large. Nothing looks further back than the last few runs.
    void shorten() {
        try {
            if (Files.exists(file) && Files.size(file) > LARGEST) {
                List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
                RunFolder.write(file, String.join("\n", lines.subList(lines.size() / 2, lines.size())) + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot shorten the journal %s.".formatted(file), e);
        }
    }

    /// The lines that can be read, oldest first.
    List<JsonNode> lines() {
        if (!Files.exists(file)) {
            return List.of();
        }
        var lines = new ArrayList<JsonNode>();
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                parse(line).ifPresent(lines::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the journal %s.".formatted(file), e);
        }
        return lines;
    }

    private static Optional<JsonNode> parse(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            boolean whole = node.path("run").isString()
                    && isTime(node.path("time"))
                    && (!node.has("deployed") || isTime(node.path("deployed")));
            return whole ? Optional.of(node) : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static boolean isTime(JsonNode node) {
        try {
            Instant.parse(node.asString(""));
            return true;
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    void append(ObjectNode line) {
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            // A leading line break ends a line that an earlier crash may have torn.
            Files.writeString(file, "\n" + JSON.writeValueAsString(line) + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the journal %s.".formatted(file), e);
        }
    }
}
