package dev.shipmate.benchmark;

import dev.shipmate.tool.ToolCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads tasks from YAML: a list of mappings with `ask`, `kind` and what the kind expects. `docs/models.md` has the
/// form.
public final class TaskFile {
    private static final YAMLMapper YAML = new YAMLMapper();

    private TaskFile() {}

    /// The tasks for the sandbox's shop.
    public static List<Task> shop() {
        try (InputStream stream = Objects.requireNonNull(TaskFile.class.getResourceAsStream("/benchmark/shop.yaml"))) {
            return read("shop.yaml", new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the tasks for the sandbox.", e);
        }
    }

    /// Throws an [IllegalArgumentException] that says what is wrong with which task.
    public static List<Task> read(Path file) {
        try {
            return read(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the tasks in %s.".formatted(file), e);
        }
    }

    static List<Task> read(String name, String text) {
        JsonNode root;
        try {
            root = YAML.readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("%s is no YAML: %s".formatted(name, firstLine(e)), e);
        }
        if (!root.isArray() || root.isEmpty()) {
            throw new IllegalArgumentException("%s must hold a list of tasks.".formatted(name));
        }
        var tasks = new ArrayList<Task>();
        for (JsonNode node : root) {
            try {
                tasks.add(task(node));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "%s, task %d: %s".formatted(name, tasks.size() + 1, e.getMessage()), e);
            }
        }
        return tasks;
    }

    private static Task task(JsonNode node) {
        List<String> questions = texts(node, "ask");
        if (questions.isEmpty()) {
            throw new IllegalArgumentException("'ask' must hold a question.");
        }
        return new Task(questions, expectation(node));
    }

    private static Expectation expectation(JsonNode node) {
        String kind = node.path("kind").asString("read");
        return switch (kind) {
            case "read" -> {
                only(node, "says");
                List<String> says = texts(node, "says");
                if (says.isEmpty()) {
                    throw new IllegalArgumentException("'says' must hold what the answer has to say.");
                }
                yield new Expectation.Facts(says);
            }
            case "change" -> {
                only(node, "plans");
                yield new Expectation.Plan(call(node.path("plans")));
            }
            case "talk" -> {
                only(node);
                yield new Expectation.Talk();
            }
            case "impossible" -> {
                only(node, "says");
                yield new Expectation.Restraint(texts(node, "says"));
            }
            case "repair" -> {
                only(node, "heals");
                String workload = node.path("heals").asString("");
                if (!workload.matches("[a-z]+/[a-z0-9.-]+")) {
                    throw new IllegalArgumentException("'heals' must name a workload, such as deployment/web.");
                }
                yield new Expectation.Healthy(workload);
            }
            default ->
                throw new IllegalArgumentException(
                        "there is no kind '%s'; use read, change, talk, impossible or repair.".formatted(kind));
        };
    }

    private static ToolCall call(JsonNode plans) {
        String tool = plans.path("tool").asString("");
        if (tool.isEmpty()) {
            throw new IllegalArgumentException("'plans' must hold 'tool' and the arguments that matter.");
        }
        var arguments = new LinkedHashMap<String, Object>();
        for (Map.Entry<String, JsonNode> argument : plans.properties()) {
            if (!argument.getKey().equals("tool")) {
                arguments.put(argument.getKey(), argument.getValue().asString());
            }
        }
        return new ToolCall(tool, arguments);
    }

    private static void only(JsonNode node, String... allowed) {
        Set<String> known = Set.copyOf(
                Stream.concat(Stream.of("ask", "kind"), Stream.of(allowed)).toList());
        for (String field : node.propertyNames()) {
            if (!known.contains(field)) {
                throw new IllegalArgumentException("there is no field '%s' in a task of this kind.".formatted(field));
            }
        }
    }

    private static List<String> texts(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isArray()) {
            return value.valueStream().map(JsonNode::asString).toList();
        }
        return value.isMissingNode() ? List.of() : List.of(value.asString());
    }

    private static String firstLine(JacksonException failure) {
        return failure.getOriginalMessage().lines().findFirst().orElse("");
    }
}
