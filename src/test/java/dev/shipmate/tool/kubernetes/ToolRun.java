package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.redaction.Redactor;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.Toolbox;
import dev.shipmate.tool.WriteMode;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Runs a tool the way a turn does: by name, with arguments as text.
final class ToolRun {
    private static final MeasuringPace PACE = new MeasuringPace(2, Duration.ofMillis(1));

    private final Cluster cluster;
    private final Toolbox toolbox;

    ToolRun(Cluster cluster, Clock clock) {
        this(cluster, clock, new UnchangedText());
    }

    ToolRun(Cluster cluster, Clock clock, Redactor redactor) {
        this.cluster = cluster;
        this.toolbox = new Toolbox(KubernetesTools.readers(cluster, clock, redactor, PACE), redactor);
    }

    ToolResult run(String tool, String... arguments) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            named.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return switch (toolbox.prepare(new ToolCall(tool, named))) {
            case Toolbox.Prepared.Unusable(ToolResult result) -> result;
            case Toolbox.Prepared.Ready ready ->
                toolbox.run(
                        ready, new Invocation(WriteMode.APPLY, cluster.target().namespace(), _ -> {}));
        };
    }

    /// The result as a person reads it, cells joined by one space.
    String text(String tool, String... arguments) {
        return switch (run(tool, arguments)) {
            case ToolResult.Completed(List<Block> blocks, var _) -> text(blocks);
            case ToolResult.Proposed(List<Block> blocks, var _) -> text(blocks);
            case ToolResult other -> other.toString();
        };
    }

    private static String text(List<Block> blocks) {
        return blocks.stream().map(ToolRun::text).collect(Collectors.joining("\n"));
    }

    static Block.Table table(ToolResult result) {
        return ((ToolResult.Completed) result)
                .blocks().stream()
                        .filter(Block.Table.class::isInstance)
                        .map(Block.Table.class::cast)
                        .findFirst()
                        .orElseThrow();
    }

    private static String text(Block block) {
        return switch (block) {
            case Block.Fact(String text) -> text;
            case Block.Table(List<String> header, List<List<String>> rows, var _) ->
                String.join(" ", header)
                        + rows.stream().map(row -> "\n" + String.join(" ", row)).collect(Collectors.joining());
            case Block.Excerpt(String title, List<String> lines, var _) -> title + "\n" + String.join("\n", lines);
        };
    }

    private static final class UnchangedText implements Redactor {
        @Override
        public String redact(String text) {
            return text;
        }

        @Override
        public void learn(String value) {}
    }
}
