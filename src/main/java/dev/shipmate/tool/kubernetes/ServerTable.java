package dev.shipmate.tool.kubernetes;

import dev.shipmate.tool.Block;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/// The table that the API server itself makes of a kind, with the columns that its author chose; also of custom
/// resources. Of objects without a table: name and age.
final class ServerTable {
    private static final int ROWS = 50;

    private final boolean everywhere;
    private final Instant now;
    private final List<Integer> shown = new ArrayList<>();
    private final List<String> header = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private int total;

    ServerTable(boolean everywhere, Instant now) {
        this.everywhere = everywhere;
        this.now = now;
    }

    /// Takes the column definitions: every page repeats them.
    void columns(JsonNode definitions) {
        if (!header.isEmpty()) {
            return;
        }
        for (int i = 0; i < definitions.size(); i++) {
            if (definitions.path(i).path("priority").asInt(0) == 0) {
                shown.add(i);
                header.add(definitions.path(i).path("name").asString("").toUpperCase(Locale.ROOT));
            }
        }
    }

    void row(JsonNode row) {
        total++;
        if (rows.size() < ROWS) {
            rows.add(cells(row));
        }
    }

    int total() {
        return total;
    }

    List<String> names() {
        return rows.stream().map(row -> row.get(everywhere ? 1 : 0)).toList();
    }

    Block.Table toTable() {
        var all = new ArrayList<>(header.isEmpty() ? List.of("NAME", "AGE") : header);
        if (everywhere) {
            all.addFirst("NAMESPACE");
        }
        return new Block.Table(all, rows, total - rows.size());
    }

    private List<String> cells(JsonNode row) {
        JsonNode metadata = row.has("object") ? row.path("object").path("metadata") : row.path("metadata");
        var cells = new ArrayList<String>();
        if (everywhere) {
            cells.add(metadata.path("namespace").asString(""));
        }
        if (header.isEmpty()) {
            cells.add(metadata.path("name").asString(""));
            cells.add(Age.of(instant(metadata.path("creationTimestamp").asString("")), now));
            return cells;
        }
        for (int column : shown) {
            JsonNode cell = row.path("cells").path(column);
            cells.add(cell.isNull() || cell.isMissingNode() ? "<none>" : cell.asString(cell.toString()));
        }
        return cells;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(Objects.requireNonNullElse(text, ""));
        } catch (DateTimeParseException _) {
            return Instant.EPOCH;
        }
    }
}
