package dev.shipmate.tool.pipeline;

import dev.shipmate.helm.Setting;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolResult.Failed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Finds the chart value that sets how many pods a workload has, by the names that charts use.
final class ReplicaSetting {
    private static final List<String> NAMES = List.of("replicaCount", "replicas");

    /// The dotted name of each value that counts pods, by the component that it is for; the chart's own is under "".
    private final Map<String, String> values = new TreeMap<>();

    private final Map<String, Boolean> autoscaled = new TreeMap<>();
    private final String release;

    private ReplicaSetting(String release) {
        this.release = release;
    }

    /// What a look-up came to.
    sealed interface Found {
        record Value(Setting setting) implements Found {}

        record None(ToolResult result) implements Found {}
    }

    /// @param workload a component of the chart, a workload such as `deployment/todo-frontend`, or null for the only
    /// one
    static Found find(Path chart, String release, @Nullable String workload, int replicas) {
        if (replicas < 0) {
            return new Found.None(
                    new Failed("replicas is %d".formatted(replicas), "Give 0 or more; 0 stops the workload."));
        }
        var setting = new ReplicaSetting(release);
        try {
            JsonNode tree =
                    new YAMLMapper().readTree(Files.readString(chart.resolve("values.yaml"), StandardCharsets.UTF_8));
            setting.collect(tree, "", "");
        } catch (IOException | JacksonException e) {
            return new Found.None(new Failed(
                    "The chart's values.yaml cannot be read: %s".formatted(e.getMessage()),
                    "Correct it and try again."));
        }
        return setting.find(workload, replicas);
    }

    private void collect(JsonNode values, String path, String component) {
        NAMES.stream().filter(name -> values.path(name).isNumber()).findFirst().ifPresent(name -> {
            this.values.put(component, path + name);
            autoscaled.put(component, values.path("autoscaling").path("enabled").asBoolean(false));
        });
        values.properties().stream()
                .filter(field -> field.getValue().isObject())
                .forEach(field ->
                        collect(field.getValue(), path + field.getKey().replace(".", "\\.") + ".", field.getKey()));
    }

    private Found find(@Nullable String workload, int replicas) {
        List<String> fitting = values.keySet().stream()
                .filter(component -> workload == null ? values.size() == 1 : isCalled(component, workload))
                .toList();
        if (fitting.size() != 1) {
            String what = workload == null ? "which workload gets the replicas" : "a number of replicas of " + workload;
            return new Found.None(new Failed(
                    "The chart's values.yaml does not say " + what,
                    values.isEmpty()
                            ? "It has no value called replicaCount or replicas."
                            : "It has: %s."
                                    .formatted(values.entrySet().stream()
                                            .map(entry -> entry.getKey().isEmpty()
                                                    ? entry.getValue()
                                                    : "%s (%s)".formatted(entry.getKey(), entry.getValue()))
                                            .collect(Collectors.joining(", ")))));
        }
        String component = fitting.getFirst();
        return autoscaled.getOrDefault(component, false)
                ? new Found.None(new Failed(
                        "An autoscaler sets the replicas of %s".formatted(component.isEmpty() ? release : component),
                        "Change its minReplicas in the chart's values instead."))
                : new Found.Value(Setting.yaml(values.getOrDefault(component, ""), String.valueOf(replicas)));
    }

    /// `frontend`, `todo-frontend` and `deployment/todo-frontend` are one; so are `mcp-server` and `mcpServer`.
    private boolean isCalled(String component, String workload) {
        String bare = plain(workload.substring(workload.indexOf('/') + 1));
        String prefix = plain(release);
        String own = component.isEmpty() ? prefix : plain(component);
        return bare.equals(own) || bare.equals(prefix + own);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]", "");
    }
}
