package dev.shipmate.tool.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.helm.HelmChoice;
import dev.shipmate.redaction.PatternRedactor;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.Toolbox;
import dev.shipmate.tool.WriteMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The tools of the pipeline at work in a folder with a small project, on context `fake`, over a scripted pipeline.
final class PipelineBench implements AutoCloseable {
    final FakeApiServer server = new FakeApiServer();
    final ScriptedShipping shipping = new ScriptedShipping();
    final ScriptedHelm helm = new ScriptedHelm();
    final List<String> progress = new ArrayList<>();
    private final Cluster cluster = server.cluster();
    private final Toolbox toolbox;

    PipelineBench(Path folder) {
        this(new Origin.Folder(folder));
    }

    PipelineBench(Origin origin) {
        var redactor = new PatternRedactor();
        toolbox = new Toolbox(
                PipelineTools.of(
                        cluster,
                        new ProjectShipments(origin, cluster, shipping::of),
                        () -> new HelmChoice.Chosen(helm, "for the test"),
                        redactor),
                redactor);
    }

    /// A bench in a folder that has a project file.
    static PipelineBench ofProject(Path folder) {
        write(folder.resolve("helm/todo/Chart.yaml"), "name: todo\n");
        write(folder.resolve("helm/todo/values.yaml"), """
                frontend: {replicas: 1, autoscaling: {enabled: false}}
                backend: {replicaCount: 1}
                worker: {replicas: 1, autoscaling: {enabled: true}}
                mcpServer: {replicas: 1}
                database: {port: 5432}
                """);
        write(folder.resolve("docker/backend/Dockerfile"), "FROM scratch\n");
        write(folder.resolve("shipmate.yaml"), """
                version: 1
                name: todo
                images:
                  backend: {repository: shipmate/todo-backend, context: docker/backend}
                chart: helm/todo
                environments:
                  dev: {namespace: todo}
                  staging: {namespace: todo-staging}
                  prod: {context: far, namespace: todo-prod}
                """);
        var bench = new PipelineBench(folder);
        // The first look ties the scripted pipeline to the project.
        bench.dryRun("build_images");
        bench.shipping.calls.clear();
        return bench;
    }

    ToolResult dryRun(String tool, String... arguments) {
        return run(WriteMode.DRY_RUN, tool, arguments);
    }

    ToolResult apply(String tool, String... arguments) {
        return run(WriteMode.APPLY, tool, arguments);
    }

    ToolResult.Planned planned(String tool, String... arguments) {
        ToolResult result = dryRun(tool, arguments);
        assertThat(result).isInstanceOf(ToolResult.Planned.class);
        return (ToolResult.Planned) result;
    }

    ToolResult.Changed changed(String tool, String... arguments) {
        ToolResult result = apply(tool, arguments);
        assertThat(result).isInstanceOf(ToolResult.Changed.class);
        return (ToolResult.Changed) result;
    }

    ToolResult.Failed failed(String tool, String... arguments) {
        ToolResult result = apply(tool, arguments);
        assertThat(result).isInstanceOf(ToolResult.Failed.class);
        return (ToolResult.Failed) result;
    }

    /// What a look-up says.
    String told(String tool, String... arguments) {
        ToolResult result = apply(tool, arguments);
        assertThat(result).isInstanceOf(ToolResult.Completed.class);
        return text(((ToolResult.Completed) result).blocks());
    }

    static String text(List<Block> blocks) {
        return blocks.stream().map(PipelineBench::text).collect(Collectors.joining("\n"));
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

    private ToolResult run(WriteMode mode, String tool, String... arguments) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            named.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return switch (toolbox.prepare(new ToolCall(tool, named))) {
            case Toolbox.Prepared.Unusable(ToolResult result) -> result;
            case Toolbox.Prepared.Ready ready ->
                toolbox.run(ready, new Invocation(mode, cluster.target().namespace(), progress::add));
        };
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cluster.close();
        server.close();
    }
}
