package dev.shipmate.pipeline;

import dev.shipmate.journal.JsonLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The file of a [RunJournal].
final class JournalFile {
    private static final long LARGEST = 1_000_000;

    private final Path file;
    private final JsonLines lines;

    JournalFile(Path file) {
        this.file = file;
        this.lines = new JsonLines(file, "journal");
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

    /// The lines that tell of a run, oldest first.
    List<JsonNode> lines() {
        return lines.lines().stream().filter(JournalFile::isWhole).toList();
    }

    private static boolean isWhole(JsonNode node) {
        return node.path("run").isString()
                && isTime(node.path("time"))
                && (!node.has("deployed") || isTime(node.path("deployed")));
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
        lines.append(line);
    }
}
