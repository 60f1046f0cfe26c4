package dev.shipmate.model;

import dev.shipmate.prompt.Prompts;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolOption;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Questions with the decision they should lead to, shown to a model as earlier turns of the chat.
///
/// One for each tool on offer, in their order, so that they stay the same through a turn and the server's prefix
/// cache keeps them. Tiny models choose far better with them than with any description
/// (`docs/decisions/0004-model-protocols.md`).
final class WorkedExamples {
    /// The arguments that hold a name of somebody's choice.
    private static final List<String> NAMES = List.of("name", "namespace", "image");

    record Example(String question, String why, ToolCall call) {}

    private WorkedExamples() {}

    static List<Example> of(List<ToolOption> tools) {
        List<Example> all = load();
        return tools.stream()
                .flatMap(tool -> all.stream()
                        .filter(example -> example.call().tool().equals(tool.name()))
                        .limit(1))
                .toList();
    }

    /// Whether a call names an object of an example that is neither in the dialogue nor among the names on offer.
    static boolean copied(ToolCall call, DecisionRequest request) {
        return load().stream()
                .map(Example::call)
                .filter(example -> example.tool().equals(call.tool()))
                .flatMap(example -> NAMES.stream()
                        .map(example.arguments()::get)
                        .filter(Objects::nonNull)
                        .filter(call.arguments()::containsValue))
                .map(Object::toString)
                .anyMatch(name -> !isKnown(name, request));
    }

    private static boolean isKnown(String name, DecisionRequest request) {
        Pattern word = Pattern.compile(
                "(?i)(?<![\\w-])%s(?![\\w-])".formatted(Pattern.quote(name.substring(name.lastIndexOf('/') + 1))));
        Stream<String> heard = request.dialogue().stream().map(utterance -> switch (utterance) {
            case Utterance.User(String text) -> text;
            case Utterance.Assistant _, Utterance.Called _ -> "";
            case Utterance.Observed(String _, ToolCall _, String text) -> text;
        });
        Stream<String> offered = request.tools().stream()
                .flatMap(tool -> tool.arguments().stream())
                .flatMap(argument -> argument.allowed().stream());
        return Stream.concat(heard, offered).anyMatch(text -> word.matcher(text).find());
    }

    /// From `prompts/model/examples.txt`: lines `question => {"why": …, "tool": …, "args": {…}}`.
    static List<Example> load() {
        return Prompts.load("model/examples").lines().map(WorkedExamples::parse).toList();
    }

    private static Example parse(String line) {
        String[] parts = line.split(" => ", 2);
        JsonNode decision = parts.length == 2 ? Json.parse(parts[1]) : Json.object();
        if (!decision.path("tool").isString()) {
            throw new IllegalArgumentException("This is no worked example: " + line);
        }
        return new Example(
                parts[0],
                decision.path("why").asString(""),
                new ToolCall(decision.path("tool").stringValue(), CallArguments.of(decision.path("args"))));
    }
}
