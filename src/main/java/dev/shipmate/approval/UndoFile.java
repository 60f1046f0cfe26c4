package dev.shipmate.approval;

import dev.shipmate.tool.Change;
import dev.shipmate.tool.ToolCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The journals of all clusters in one file of JSON lines that is only ever appended to, with mode 0600. A line that
/// cannot be read, such as one torn by a crash, is passed over, and so is one that does not say which cluster it is
/// about.
public final class UndoFile {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;

    public UndoFile(Path file) {
        this.file = file;
    }

    /// The journal of one cluster.
    ///
    /// @param cluster what tells it from any other, whatever its context is called; asked for at first need
    public UndoJournal of(Supplier<String> cluster) {
        return new UndoJournal() {
            @Override
            public void record(UndoEntry entry) {
                UndoFile.this.record(cluster.get(), entry);
            }

            @Override
            public Optional<UndoEntry> newest() {
                return UndoFile.this.newest(cluster.get());
            }

            @Override
            public void taken(UndoEntry entry) {
                append(JSON.createObjectNode().put("taken", entry.id()));
            }
        };
    }

    private void record(String cluster, UndoEntry entry) {
        ObjectNode line = JSON.createObjectNode();
        line.put("id", entry.id());
        line.put("time", entry.time().toString());
        line.put("cluster", cluster);
        line.put("context", entry.context());
        line.put("namespace", entry.namespace());
        line.set("done", call(entry.done()));
        line.set("undo", call(entry.undo()));
        var changes = line.putArray("changes");
        entry.changes()
                .forEach(change -> changes.addObject()
                        .put("object", change.object())
                        .put("namespace", change.namespace())
                        .put("field", change.field())
                        .put("before", change.before())
                        .put("after", change.after()));
        append(line);
    }

    private Optional<UndoEntry> newest(String cluster) {
        Deque<UndoEntry> open = new ArrayDeque<>();
        Set<String> taken = new HashSet<>();
        for (JsonNode line : lines()) {
            if (line.has("taken")) {
                taken.add(line.path("taken").asString());
            } else if (line.has("cluster") && line.path("cluster").asString().equals(cluster)) {
                open.push(entry(line));
            }
        }
        return open.stream().filter(entry -> !taken.contains(entry.id())).findFirst();
    }

    private static ObjectNode call(ToolCall call) {
        ObjectNode node = JSON.createObjectNode().put("tool", call.tool());
        node.set("arguments", JSON.valueToTree(call.arguments()));
        return node;
    }

    private static UndoEntry entry(JsonNode line) {
        List<Change> changes = new ArrayList<>();
        for (JsonNode change : line.path("changes")) {
            changes.add(new Change(
                    change.path("object").asString(),
                    change.path("namespace").asString(),
                    change.path("field").asString(),
                    change.path("before").asString(),
                    change.path("after").asString()));
        }
        return new UndoEntry(
                line.path("id").asString(),
                Instant.parse(line.path("time").asString()),
                line.path("context").asString(),
                line.path("namespace").asString(),
                toolCall(line.path("done")),
                toolCall(line.path("undo")),
                changes);
    }

    private static ToolCall toolCall(JsonNode node) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        node.path("arguments").properties().forEach(argument -> {
            JsonNode value = argument.getValue();
            Object plain = value.isIntegralNumber()
                    ? (Object) value.asInt()
                    : value.isBoolean() ? (Object) value.asBoolean() : value.asString();
            arguments.put(argument.getKey(), plain);
        });
        return new ToolCall(node.path("tool").asString(), arguments);
    }

    private List<JsonNode> lines() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                parse(line).ifPresent(lines::add);
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the undo journal %s.".formatted(file), e);
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

    private void append(ObjectNode line) {
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            // A leading line break ends a line that an earlier crash may have torn.
            Files.writeString(file, "\n" + JSON.writeValueAsString(line) + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the undo journal %s.".formatted(file), e);
        }
    }
}
