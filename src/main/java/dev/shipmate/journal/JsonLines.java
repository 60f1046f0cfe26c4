package dev.shipmate.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A file of JSON objects, one a line, that is only ever appended to, with mode 0600. A line that cannot be read, such
/// as one torn by a crash, is passed over.
public final class JsonLines {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private final String name;

    /// @param name what it is to a user, such as `undo journal`
    public JsonLines(Path file, String name) {
        this.file = file;
        this.name = name;
    }

    /// The lines that can be read, oldest first; none when there is no file.
    public List<JsonNode> lines() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            var lines = new ArrayList<JsonNode>();
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                parse(line).ifPresent(lines::add);
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the %s %s.".formatted(name, file), e);
        }
    }

    private static Optional<JsonNode> parse(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            return node.isObject() ? Optional.of(node) : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    public void append(ObjectNode line) {
        try {
            if (!Files.exists(file)) {
                PrivateFile.prepare(file);
            }
            // A leading line break ends a line that an earlier crash may have torn.
            Files.writeString(file, "\n" + JSON.writeValueAsString(line) + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the %s %s.".formatted(name, file), e);
        }
    }
}
