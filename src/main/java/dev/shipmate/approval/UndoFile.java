package dev.shipmate.approval;

import dev.shipmate.journal.JsonLines;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.ToolCallJson;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The journals of all clusters in one file. A line that does not say which cluster it is about is passed over.
public final class UndoFile {
    private static final JsonMapper JSON = new JsonMapper();

    private final JsonLines file;

    public UndoFile(Path file) {
        this.file = new JsonLines(file, "undo journal");
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
                file.append(JSON.createObjectNode().put("taken", entry.id()));
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
        line.put("made", entry.made());
        ToolCallJson.write(entry.done(), line.putObject("done"));
        ToolCallJson.write(entry.undo(), line.putObject("undo"));
        var changes = line.putArray("changes");
        entry.changes()
                .forEach(change -> changes.addObject()
                        .put("object", change.object())
                        .put("namespace", change.namespace())
                        .put("field", change.field())
                        .put("before", change.before())
                        .put("after", change.after()));
        file.append(line);
    }

    private Optional<UndoEntry> newest(String cluster) {
        SequencedMap<String, UndoEntry> open = new LinkedHashMap<>();
        for (JsonNode line : file.lines()) {
            if (line.has("taken")) {
                open.remove(line.path("taken").asString());
            } else if (line.has("cluster") && line.path("cluster").asString().equals(cluster)) {
                UndoEntry entry = entry(line);
                open.put(entry.id(), entry);
            }
        }
        return Optional.ofNullable(open.lastEntry()).map(Map.Entry::getValue);
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
                ToolCallJson.read(line.path("done")),
                ToolCallJson.read(line.path("undo")),
                changes,
                line.path("made").asBoolean(true));
    }
}
