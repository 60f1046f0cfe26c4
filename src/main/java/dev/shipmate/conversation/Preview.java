package dev.shipmate.conversation;

import dev.shipmate.model.Decision;
import dev.shipmate.model.DecisionRequest;
import dev.shipmate.model.LanguageModel;
import dev.shipmate.model.Reply;
import dev.shipmate.model.TokenUsage;
import dev.shipmate.model.Utterance;
import dev.shipmate.planning.Candidate;
import dev.shipmate.planning.Shortlist;
import dev.shipmate.planning.Topic;
import dev.shipmate.prompt.Prompts;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a question would make Shipmate do, with nothing run.
final class Preview {
    private final Setup setup;
    private final History history;

    Preview(Setup setup, History history) {
        this.setup = setup;
        this.history = history;
    }

    TurnResult of(Question question) {
        long start = System.nanoTime();
        var safe = new Question(
                setup.redactor().redact(question.text()), setup.redactor().redact(question.attachment()));
        var inventory = setup.inventory().get();
        Shortlist shortlist = setup.planner()
                .plan(question.text(), history.focus(), setup.target().namespace(), inventory);
        if (setup.mode() == PlannerMode.MODEL) {
            LanguageModel model = setup.model().get();
            var options = new OptionsForModel(
                    setup.toolbox(), inventory, setup.target().namespace());
            var dialogue = new ArrayList<>(history.told());
            dialogue.add(new Utterance.User(safe.text()));
            boolean likely = new RulesPath(setup.toolbox(), new CallRunner(setup)).likely(shortlist);
            Reply reply = model.decide(new DecisionRequest(
                    Prompts.load("system"),
                    dialogue,
                    options.tools(model, shortlist, likely).options(),
                    shortlist.topic() == Topic.CLUSTER));
            List<CallRecord> calls = reply.decision() instanceof Decision.CallTools(List<ToolCall> wished)
                    ? wished.stream().map(this::record).toList()
                    : List.of();
            return result(safe, calls, shortlist, Optional.of(model), start);
        }
        List<CallRecord> calls = shortlist.steps().stream()
                .map(step ->
                        new CallRecord(setup.toolbox().shown(step.call()), step.effect(), nothing(), Duration.ZERO))
                .toList();
        return result(safe, calls, shortlist, Optional.empty(), start);
    }

    private CallRecord record(ToolCall call) {
        Effect effect =
                setup.toolbox().find(call.tool()).map(spec -> spec.effect()).orElse(Effect.READ);
        return new CallRecord(setup.toolbox().shown(call), effect, nothing(), Duration.ZERO);
    }

    private static ToolResult nothing() {
        return new ToolResult.Planned(List.of(), List.of());
    }

    private TurnResult result(
            Question question, List<CallRecord> calls, Shortlist shortlist, Optional<LanguageModel> model, long start) {
        return new TurnResult(
                question,
                calls.isEmpty() ? Outcome.GAVE_UP : Outcome.ANSWERED,
                text(calls, shortlist),
                model.isPresent() ? DecidedBy.MODEL : DecidedBy.RULES,
                model.map(LanguageModel::name).orElse(""),
                model.map(used -> used.protocol().word()).orElse(""),
                shortlist.confidence(),
                calls,
                List.of(),
                List.of(),
                TokenUsage.NONE,
                Duration.ofNanos(System.nanoTime() - start));
    }

    private String text(List<CallRecord> calls, Shortlist shortlist) {
        if (calls.isEmpty()) {
            return switch (shortlist.topic()) {
                case CLUSTER -> "I do not know what to call for that.";
                case GENERAL, SMALL_TALK -> "No tool is needed: a model would answer.";
            };
        }
        String planned = calls.stream()
                .map(call -> "- `%s` (%s)"
                        .formatted(call.call().display(), call.effect().word()))
                .collect(Collectors.joining("\n"));
        String others = shortlist.candidates().stream()
                .skip(1)
                .map(Candidate::call)
                .map(call -> "`" + setup.toolbox().shown(call).display() + "`")
                .collect(Collectors.joining(", "));
        return "Would call, with confidence %.2f:%n%n%s%s"
                .formatted(
                        shortlist.confidence(),
                        planned,
                        others.isEmpty() ? "" : "%n%nOther readings: %s".formatted(others));
    }
}
