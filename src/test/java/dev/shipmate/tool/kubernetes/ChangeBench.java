package dev.shipmate.tool.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterOptions;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.RolloutPace;
import dev.shipmate.fake.RecordingProxy;
import dev.shipmate.redaction.Redactor;
import dev.shipmate.sandbox.Sandbox;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.Toolbox;
import dev.shipmate.tool.Undo;
import dev.shipmate.tool.WriteMode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The changing tools at work in the sandbox's shop, with everything that they send and say written down.
final class ChangeBench implements AutoCloseable {
    private static final RolloutPace QUICK = new RolloutPace(
            Duration.ofSeconds(40), Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofMillis(500));

    private final Sandbox sandbox = Sandbox.start();
    private final RecordingProxy wire = new RecordingProxy(sandbox.server());
    private final Cluster cluster =
            Cluster.open(ClusterOptions.ofServer(Sandbox.CONTEXT, wire.server(), Sandbox.NAMESPACE));
    private final Toolbox toolbox;
    private final List<String> progress = new CopyOnWriteArrayList<>();
    private Consumer<String> listener = progress::add;

    ChangeBench() {
        this(QUICK);
    }

    ChangeBench(RolloutPace pace) {
        var redactor = new UnchangedText();
        List<Tool<?>> tools = new ArrayList<>(KubernetesTools.changers(cluster, pace, Clock.systemUTC()));
        tools.add(KubernetesTools.remedies(cluster, redactor, pace, Clock.systemUTC()));
        toolbox = new Toolbox(tools, redactor);
    }

    static ToolCall call(String tool, String name) {
        return new ToolCall(tool, Map.of("name", name));
    }

    ToolResult dryRun(ToolCall call) {
        return run(call, WriteMode.DRY_RUN);
    }

    ToolResult apply(ToolCall call) {
        return run(call, WriteMode.APPLY);
    }

    /// Applies, and expects that something was changed.
    ToolResult.Changed changed(ToolCall call) {
        ToolResult result = apply(call);
        assertThat(result).isInstanceOf(ToolResult.Changed.class);
        return (ToolResult.Changed) result;
    }

    /// Takes a change back with the call that its result names.
    ToolResult.Changed undo(ToolResult.Changed changed) {
        assertThat(changed.undo()).isInstanceOf(Undo.By.class);
        return changed(((Undo.By) changed.undo()).call());
    }

    private ToolResult run(ToolCall call, WriteMode mode) {
        Toolbox.Prepared prepared = toolbox.prepare(call);
        assertThat(prepared).isInstanceOf(Toolbox.Prepared.Ready.class);
        return toolbox.run(
                (Toolbox.Prepared.Ready) prepared, new Invocation(mode, Sandbox.NAMESPACE, m -> listener.accept(m)));
    }

    void onProgress(Consumer<String> changed) {
        listener = changed;
    }

    List<String> progress() {
        return progress;
    }

    List<String> writes() {
        return wire.writes();
    }

    Cluster cluster() {
        return cluster;
    }

    JsonNode deployment(String name) {
        return cluster.findObject(KnownKinds.DEPLOYMENTS, Sandbox.NAMESPACE, name)
                .orElseThrow();
    }

    static String text(List<Block> blocks) {
        return blocks.stream().map(ChangeBench::text).collect(Collectors.joining("\n"));
    }

    private static String text(Block block) {
        return switch (block) {
            case Block.Fact(String text) -> text;
            case Block.Table table -> table.toString();
            case Block.Excerpt(String _, List<String> lines, int _) -> String.join("\n", lines);
        };
    }

    /// Results are looked at as they are.
    private static final class UnchangedText implements Redactor {
        @Override
        public String redact(String text) {
            return text;
        }

        @Override
        public void learn(String value) {}
    }

    @Override
    public void close() {
        cluster.close();
        wire.close();
        sandbox.close();
    }
}
