package dev.shipmate.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.approval.Approval;
import dev.shipmate.conversation.DecidedBy;
import dev.shipmate.conversation.Outcome;
import dev.shipmate.conversation.Question;
import dev.shipmate.conversation.TurnEvent;
import dev.shipmate.conversation.TurnResult;
import dev.shipmate.fake.MutableClock;
import dev.shipmate.model.Protocol;
import dev.shipmate.model.TokenUsage;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TurnViewTest {
    private static final ToolCall LIST = new ToolCall("list_pods", Map.of("namespace", "todo"));
    private static final ToolResult PODS = new ToolResult.Completed(new Block.Fact("2 pods in todo"));
    private static final String CLEARED = "\r\u001b[K";

    private final MutableClock clock = new MutableClock();

    @Nested
    class OnATerminal {
        private final TestScreen screen = TestScreen.of(Screen.Kind.TERMINAL, 60);
        private final TurnView view =
                new TurnView(screen.screen(), screen.screen(), clock, new TurnView.Style(false, true));

        @Test
        void aCallIsOneLineWithItsDuration() {
            view.on(new TurnEvent.CallStarted(LIST, Effect.READ));
            view.on(new TurnEvent.CallFinished(LIST, Effect.READ, PODS, Duration.ofMillis(12)));

            assertThat(screen.shown()).isEqualTo("ok list_pods namespace=todo  12 ms\n");
        }

        @Test
        void whatWentWrongIsMarked() {
            view.on(finished(new ToolResult.NotFound("pod", "x", List.of())));
            view.on(finished(new ToolResult.Refused("no", "")));
            view.on(finished(new ToolResult.Failed("no", "")));

            assertThat(screen.shown()).isEqualTo("""
                    x list_pods namespace=todo  not found  1.5 s
                    - list_pods namespace=todo  refused  1.5 s
                    x list_pods namespace=todo  failed  1.5 s
                    """);
        }

        @Test
        void whatTakesTimeIsShownUntilItEnds() {
            view.on(new TurnEvent.ModelAsked("qwen3:4b", Protocol.SCHEMA));
            view.tick();
            assertThat(screen.shown()).isEmpty();

            clock.pass(Duration.ofMillis(3200));
            view.tick();
            assertThat(screen.shown()).isEqualTo("| asking qwen3:4b (schema)...  3 s");

            view.on(new TurnEvent.CallStarted(LIST, Effect.READ));
            view.on(new TurnEvent.CallProgressed(LIST, "2 of 3 pods ready"));
            assertThat(screen.shown()).endsWith(CLEARED + "| 2 of 3 pods ready  list_pods namespace=todo");

            view.on(finished(PODS));
            assertThat(screen.shown()).endsWith(CLEARED + "ok list_pods namespace=todo  1.5 s\n");
        }

        @Test
        void completeBlocksOfAnAnswerStayAndTheRestFollows() {
            view.on(new TurnEvent.AnswerStreamed("First.\n\nSec"));
            assertThat(screen.shown()).isEqualTo("First.\nSec");

            view.finish(result(Outcome.ANSWERED, "First.\n\nSecond."));
            assertThat(screen.shown()).isEqualTo("First.\nSec" + CLEARED + "\nSecond.\n");
        }

        @Test
        void anotherAnswerThanTheStreamedOneIsShownWhole() {
            view.on(new TurnEvent.AnswerStreamed("Wrong.\n\nMore"));
            view.finish(result(Outcome.ANSWERED, "Right."));

            assertThat(screen.shown()).endsWith("The text above was a draft; this is the answer:\n\nRight.\n");
        }

        @Test
        void aWithdrawnAnswerLeavesNoTraceWhenNothingOfItStayed() {
            view.on(new TurnEvent.AnswerStreamed("Wro"));
            view.on(new TurnEvent.AnswerWithdrawn("it names a pod that is not there"));
            view.finish(result(Outcome.ANSWERED, "Right."));

            assertThat(screen.shown()).isEqualTo("Wro" + CLEARED + "Right.\n");
        }

        @Test
        void nothingIsDrawnWhileTheUserIsAsked() {
            view.on(new TurnEvent.CallStarted(LIST, Effect.READ));
            clock.pass(Duration.ofSeconds(2));

            var approval = view.pausingFor(_ -> {
                        view.tick();
                        return Approval.NO;
                    })
                    .ask(TerminalApproverTest.SCALE);

            assertThat(approval).isEqualTo(Approval.NO);
            assertThat(screen.shown()).isEmpty();
        }

        @Test
        void aLongCallIsCutAndItsDurationKept() {
            var call = new ToolCall("get_logs", Map.of("grep", "x".repeat(80)));
            view.on(new TurnEvent.CallFinished(call, Effect.READ, PODS, Duration.ofSeconds(65)));

            assertThat(screen.shown()).hasLineCount(1).endsWith("x...  1 min 5 s\n");
            assertThat(screen.shown().strip().length()).isEqualTo(60);
        }
    }

    @Test
    void aPipeSeesTheAnswerAlone() {
        TestScreen errors = TestScreen.of(Screen.Kind.PIPE, 0);
        TestScreen output = TestScreen.of(Screen.Kind.PIPE, 0);
        var view = new TurnView(errors.screen(), output.screen(), clock, new TurnView.Style(false, false));
        view.on(finished(PODS));
        view.on(new TurnEvent.AnswerStreamed("2 pods.\n\n"));
        view.finish(result(Outcome.ANSWERED, "2 pods."));

        assertThat(output.shown()).isEqualTo("2 pods.\n");
        assertThat(errors.shown()).isEmpty();
    }

    @Test
    void anErrorIsNoAnswer() {
        TestScreen errors = TestScreen.of(Screen.Kind.PIPE, 0);
        TestScreen output = TestScreen.of(Screen.Kind.PIPE, 0);
        new TurnView(errors.screen(), output.screen(), clock, new TurnView.Style(false, false))
                .finish(result(Outcome.CLUSTER_UNREACHABLE, "Cannot reach it."));

        assertThat(output.shown()).isEmpty();
        assertThat(errors.shown()).isEqualTo("Cannot reach it.\n");
    }

    @Test
    void verboseShowsWholeResults() {
        TestScreen screen = TestScreen.of(Screen.Kind.TYPEWRITER, 60);
        var view = new TurnView(screen.screen(), screen.screen(), clock, new TurnView.Style(true, true));
        view.on(finished(PODS));

        assertThat(screen.shown()).isEqualTo("ok list_pods namespace=todo  1.5 s\n  2 pods in todo\n");
    }

    private static TurnEvent finished(ToolResult result) {
        return new TurnEvent.CallFinished(LIST, Effect.READ, result, Duration.ofMillis(1500));
    }

    private static TurnResult result(Outcome outcome, String answer) {
        return new TurnResult(
                new Question("which pods?"),
                outcome,
                answer,
                DecidedBy.RULES,
                "",
                "",
                1,
                List.of(),
                List.of(),
                List.of(),
                TokenUsage.NONE,
                Duration.ZERO);
    }
}
