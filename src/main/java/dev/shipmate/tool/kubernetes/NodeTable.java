package dev.shipmate.tool.kubernetes;

import dev.shipmate.spelling.Words;
import dev.shipmate.tool.Block;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The nodes with what is wrong with them, those with problems first.
final class NodeTable {
    private static final int ROWS = 20;

    private final List<List<String>> bad = new ArrayList<>();
    private final List<List<String>> good = new ArrayList<>();

    void add(JsonNode node) {
        var problems = new ArrayList<String>();
        for (JsonNode condition : node.path("status").path("conditions")) {
            String type = condition.path("type").asString("");
            boolean on = condition.path("status").asString("").equals("True");
            if (type.equals("Ready") && !on) {
                problems.add("NotReady (%s)".formatted(condition.path("reason").asString("")));
            } else if (!type.equals("Ready") && on) {
                problems.add(type);
            }
        }
        if (node.path("spec").path("unschedulable").asBoolean(false)) {
            problems.add("SchedulingDisabled");
        }
        JsonNode info = node.path("status").path("nodeInfo");
        List<String> row = List.of(
                node.path("metadata").path("name").asString(""),
                problems.isEmpty() ? "Ready" : String.join(", ", problems),
                info.path("kubeletVersion").asString(""),
                info.path("architecture").asString(""));
        (problems.isEmpty() ? good : bad).add(row);
    }

    List<Block> toBlocks() {
        int total = bad.size() + good.size();
        String health = bad.isEmpty() ? "all ready" : "%d with problems".formatted(bad.size());
        var blocks =
                new ArrayList<Block>(List.of(new Block.Fact("%s, %s.".formatted(Words.count(total, "node"), health))));
        if (total > 0) {
            var rows = new ArrayList<>(bad);
            rows.addAll(good);
            List<List<String>> shown = rows.subList(0, Math.min(ROWS, rows.size()));
            blocks.add(new Block.Table(List.of("NODE", "STATUS", "VERSION", "ARCH"), shown, total - shown.size()));
        }
        return blocks;
    }
}
