package dev.shipmate.verification;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.StringNode;

/// Compares an answer with what is expected of it.
final class Judge {
    private final UnaryOperator<String> value;
    private final HiddenValues hidden;

    /// What was expected, and what was there instead.
    record Mismatch(String expected, String seen) {}

    /// @param value fills the gaps of the expectations
    Judge(UnaryOperator<String> value, HiddenValues hidden) {
        this.value = value;
        this.hidden = hidden;
    }

    /// The first expectation that does not hold.
    Optional<Mismatch> judge(List<Expectation> expectations, Reply.Answer answer) {
        return expectations.stream()
                .map(expectation -> judge(expectation, answer))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Mismatch> judge(Expectation expectation, Reply.Answer answer) {
        return switch (expectation) {
            case Expectation.Status status ->
                status.holds(answer.status())
                        ? Optional.empty()
                        : Optional.of(new Mismatch(status.display(), answer.display(hidden)));
            case Expectation.Header(String name, Rule rule) ->
                judge(
                        "header " + name,
                        rule,
                        answer.header(name).<JsonNode>map(StringNode::valueOf).orElse(MissingNode.getInstance()));
            case Expectation.Text(Rule rule) ->
                answer.whole() || rule instanceof Rule.Containing
                        ? judge("the body", rule, StringNode.valueOf(answer.body()))
                        : Optional.of(tooLong("a body " + rule.display()));
            case Expectation.Json(JsonPointer pointer, Rule rule) -> judge(pointer, rule, answer);
        };
    }

    private Optional<Mismatch> judge(JsonPointer pointer, Rule rule, Reply.Answer answer) {
        Optional<JsonNode> json = answer.json();
        if (json.isPresent()) {
            return judge("JSON %s".formatted(pointer), rule, json.get().at(pointer));
        }
        String expected = "JSON with %s %s".formatted(pointer, rule.display());
        return Optional.of(
                answer.whole()
                        ? new Mismatch(expected, "no JSON, %s".formatted(answer.display(hidden)))
                        : tooLong(expected));
    }

    private Optional<Mismatch> judge(String what, Rule rule, JsonNode seen) {
        return holds(rule, seen)
                ? Optional.empty()
                : Optional.of(new Mismatch("%s %s".formatted(what, rule.display()), display(seen)));
    }

    private boolean holds(Rule rule, JsonNode seen) {
        String text = text(seen);
        return switch (rule) {
            case Rule.Present _ -> !seen.isMissingNode();
            case Rule.Absent _ -> seen.isMissingNode();
            case Rule.Equal(JsonNode wanted) -> same(Template.fill(wanted, value), seen);
            case Rule.Containing(Template part) -> !seen.isMissingNode() && text.contains(part.fill(value));
            case Rule.Lacking(Template part) -> !text.contains(part.fill(value));
            case Rule.Matching(var pattern) ->
                !seen.isMissingNode() && pattern.matcher(text).matches();
        };
    }

    /// A captured number is a text by now, so a text also equals a number that is written like it.
    private static boolean same(JsonNode wanted, JsonNode seen) {
        return wanted.equals(seen)
                || (!seen.isMissingNode()
                        && !wanted.isContainer()
                        && text(wanted).equals(text(seen)));
    }

    private static String text(JsonNode seen) {
        return seen.isMissingNode() ? "" : seen.isString() ? seen.asString() : seen.toString();
    }

    private String display(JsonNode seen) {
        return seen.isMissingNode() ? "it is not there" : "'%s'".formatted(hidden.excerpt(text(seen)));
    }

    private static Mismatch tooLong(String expected) {
        return new Mismatch(expected, "a body of more than %d KiB".formatted(Requests.KEPT_BYTES / 1024));
    }
}
