package dev.shipmate.e2e;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a run told on standard output with `-o json`, one event a line.
record Events(Ran ran, List<JsonNode> all) {
    private static final JsonMapper JSON = new JsonMapper();

    /// Fails when there is anything else on standard output.
    static Events of(Ran ran) {
        try {
            return new Events(ran, ran.stdout().lines().map(JSON::readTree).toList());
        } catch (JacksonException e) {
            throw new AssertionError("No JSON lines: " + ran, e);
        }
    }

    /// Whether a line is this event of this step.
    static boolean is(String line, String event, String step) {
        return line.contains("\"event\":\"%s\"".formatted(event)) && line.contains("\"step\":\"%s\"".formatted(step));
    }

    /// How the run ended: `ended`, `failed` or `not-begun`. Only forwards that close are told after it.
    JsonNode last() {
        return all.reversed().stream()
                .filter(event -> !event.path("event").asString().equals("forward-closed"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing was told: " + ran));
    }

    List<String> steps() {
        return named("step-started").map(event -> event.path("step").asString()).toList();
    }

    /// How a step ended, such as `done`; `none` when it was not begun or did not end.
    String outcome(String step) {
        return ended(step).map(event -> event.path("outcome").asString()).orElse("none");
    }

    /// What a step said at its end: its facts, or why it was left out.
    List<String> said(String step) {
        return ended(step).stream()
                .flatMap(event -> Stream.concat(
                        event.path("facts").valueStream(),
                        Stream.of(event.path("reason")).filter(JsonNode::isString)))
                .map(JsonNode::asString)
                .toList();
    }

    /// When a step was begun; the beginning of the run when it was not.
    Instant began(String step) {
        return named("step-started")
                .filter(event -> event.path("step").asString().equals(step))
                .findFirst()
                .map(Events::time)
                .orElseGet(() -> time(all.getFirst()));
    }

    static Instant time(JsonNode event) {
        return Instant.parse(event.path("time").asString());
    }

    private Optional<JsonNode> ended(String step) {
        return named("step-ended")
                .filter(event -> event.path("step").asString().equals(step))
                .findFirst();
    }

    private Stream<JsonNode> named(String name) {
        return all.stream().filter(event -> event.path("event").asString().equals(name));
    }

    /// Without what programs wrote.
    @Override
    public String toString() {
        String told = ran.stdout()
                .lines()
                .filter(line -> !line.contains("\"event\":\"step-output\""))
                .collect(Collectors.joining("\n"));
        return new Ran(ran.command(), ran.exitCode(), told, ran.stderr()).toString();
    }
}
