package dev.shipmate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shipmate.fake.OllamaStub;
import dev.shipmate.model.Decision.Answer;
import dev.shipmate.model.Decision.AskUser;
import dev.shipmate.model.Decision.CallTools;
import dev.shipmate.model.Decision.Unclear;
import dev.shipmate.model.ModelException.Code;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolOption;
import dev.shipmate.tool.ToolOption.Argument;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class DecisionTest {
    private static final String MODEL = "qwen3:0.6b";
    private static final ToolOption LIST_PODS = new ToolOption(
            "list_pods",
            "List pods with status and restarts.",
            Effect.READ,
            List.of(new Argument("namespace", "where", ToolOption.Type.STRING, false, List.of("todo", "default"))));
    private static final DecisionRequest REQUEST =
            new DecisionRequest("Rules.", List.of(new Utterance.User("show the pods in todo")), List.of(LIST_PODS));
    private static final Decision PODS_IN_TODO =
            new CallTools(List.of(new ToolCall("list_pods", Map.of("namespace", "todo"))));

    private final OllamaStub ollama = new OllamaStub();

    @TempDir
    private Path cache;

    @AfterEach
    void stop() {
        ollama.close();
    }

    @Test
    void constrainedReplyIsACall() {
        ollama.on(MODEL).decides("list_pods", "namespace", "todo");
        assertThat(model().decide(REQUEST).decision()).isEqualTo(PODS_IN_TODO);
    }

    @Test
    void tokensAreCounted() {
        ollama.on(MODEL).decides("list_pods", "namespace", "todo");
        assertThat(model().decide(REQUEST).tokens()).isEqualTo(new TokenUsage(100, 20));
    }

    @Test
    void answerAndQuestionBackAreTheirOwnVariants() {
        ollama.on(MODEL).answers("Two pods run.").asks("Which namespace?");
        LanguageModel model = model();
        assertThat(model.decide(REQUEST).decision()).isEqualTo(new Answer("Two pods run."));
        assertThat(model.decide(REQUEST).decision()).isEqualTo(new AskUser("Which namespace?"));
    }

    @Test
    void requestNeverLetsTheServerCutThePromptAndKeepsTheWindow() {
        ollama.on(MODEL).answers("Hello.");
        model().decide(REQUEST);
        var sent = ollama.lastChat();
        assertThat(sent.path("truncate").asBoolean(true)).isFalse();
        assertThat(sent.path("think").asBoolean(true)).isFalse();
        assertThat(sent.path("stream").asBoolean(true)).isFalse();
        assertThat(sent.path("keep_alive").asInt()).isEqualTo(1800);
        assertThat(sent.path("options").path("num_ctx").asInt()).isEqualTo(8192);
        assertThat(sent.path("options").path("temperature").asInt(1)).isZero();
        assertThat(sent.path("options").path("seed").asInt()).isEqualTo(1);
        assertThat(sent.path("options").path("num_predict").asInt()).isEqualTo(DecisionSchema.MAX_TOKENS);
    }

    @Test
    void windowIsNoLargerThanTheModelHas() {
        ollama.on(MODEL).window(2048).answers("Hello.");
        LanguageModel model = model();
        model.decide(REQUEST);
        assertThat(model.windowTokens()).isEqualTo(2048);
        assertThat(ollama.lastChat().path("options").path("num_ctx").asInt()).isEqualTo(2048);
    }

    @Test
    void schemaArrivesWithItsPropertiesInOrder() {
        ollama.on(MODEL).answers("Hello.");
        model().decide(REQUEST);
        assertThat(ollama.lastChat().path("format").toString()).isEqualTo(DecisionSchema.of(List.of(LIST_PODS)));
    }

    @Test
    void gptOssGetsTheOnlyThinkingSwitchItHeeds() {
        ollama.on("gpt-oss:20b").sized("20.9B").calls("list_pods", "namespace", "todo");
        model("gpt-oss:20b").decide(REQUEST);
        assertThat(ollama.lastChat().path("think").asString("")).isEqualTo("low");
    }

    @Nested
    class WhenTheReplyIsNoDecision {
        @Test
        void oneThatWasCutIsNeverExecuted() {
            ollama.on(MODEL).isCutAfter("{\"why\":\"x\",\"tool\":\"list_pods\",\"args\":{}}");
            assertThat(model().decide(REQUEST).decision()).isInstanceOf(Unclear.class);
        }

        @Test
        void emptyOneIsAskedForAgain() {
            ollama.on(MODEL).saysNothing().decides("list_pods", "namespace", "todo");
            Reply reply = model().decide(REQUEST);
            assertThat(reply.decision()).isEqualTo(PODS_IN_TODO);
            assertThat(reply.tokens().prompt()).isEqualTo(200);
        }

        @Test
        void oneThatStaysEmptyIsUnclear() {
            ollama.on(MODEL).saysNothing();
            assertThat(model().decide(REQUEST).decision()).isInstanceOf(Unclear.class);
            assertThat(ollama.chats()).hasSize(2);
        }

        @Test
        void endlessRepetitionIsUnclear() {
            ollama.on(MODEL).repeatsForEver("pods ");
            assertThat(model().decide(REQUEST).decision()).isInstanceOf(Unclear.class);
        }

        @Test
        void thinkingIsNoPartOfIt() {
            ollama.on(MODEL).says("<think>list_pods(namespace=\"wrong\")</think>All is well. /no_think");
            assertThat(model().decide(REQUEST).decision()).isEqualTo(new Answer("All is well."));
        }

        @Test
        void callWithoutToolsOnOfferIsNoAnswer() {
            ollama.on(MODEL).says("<tool_call>{\"name\":\"list_pods\",\"arguments\":{}}</tool_call>");
            var noTools = new DecisionRequest("Rules.", REQUEST.dialogue(), List.of());
            assertThat(model().decide(noTools).decision()).isInstanceOf(Unclear.class);
        }

        @Test
        void bodyThatIsNoJsonIsAServerError() {
            ollama.on(MODEL).sendsRaw("<html>busy</html>");
            assertFailure(Code.SERVER_ERROR, "cannot be understood");
        }
    }

    @Nested
    class Natively {
        @Test
        void callIsRead() {
            ollama.on(MODEL).calls("list_pods", "namespace", "todo");
            assertThat(natively().decide(REQUEST).decision()).isEqualTo(PODS_IN_TODO);
        }

        @Test
        void severalCallsKeepTheirOrder() {
            ollama.on(MODEL).callsBoth("I look.", "list_pods", "get_events", "namespace", "todo");
            assertThat(natively().decide(REQUEST).decision())
                    .isEqualTo(new CallTools(List.of(
                            new ToolCall("list_pods", Map.of("namespace", "todo")),
                            new ToolCall("get_events", Map.of("namespace", "todo")))));
        }

        @Test
        void decoratedNameIsCleaned() {
            ollama.on(MODEL).calls("list_pods<|channel|>commentary", "namespace", "todo");
            assertThat(natively().decide(REQUEST).decision()).isEqualTo(PODS_IN_TODO);
        }

        @Test
        void leakedCallIsRead() {
            ollama.on(MODEL)
                    .says("Sure!\n<tool_call>\n{\"name\": \"list_pods\", \"arguments\": {\"namespace\": \"todo\"}}\n");
            assertThat(natively().decide(REQUEST).decision()).isEqualTo(PODS_IN_TODO);
        }

        @Test
        void pastCallAndResultCarryNameAndIdAndEmptyText() {
            ollama.on(MODEL).says("Two pods.");
            var arguments = new LinkedHashMap<String, Object>();
            arguments.put("zeta", 1);
            arguments.put("alpha", "x");
            var call = new ToolCall("list_pods", arguments);
            natively()
                    .decide(new DecisionRequest(
                            "Rules.",
                            List.of(
                                    new Utterance.User("pods?"),
                                    new Utterance.Called("call_7", call),
                                    new Utterance.Observed("call_7", call, "a b")),
                            List.of(LIST_PODS)));
            var messages = ollama.lastChat().path("messages");
            assertThat(messages.get(2).path("content").asString("?")).isEmpty();
            assertThat(messages.get(2).path("tool_calls").get(0).path("id").asString(""))
                    .isEqualTo("call_7");
            assertThat(messages.get(2)
                            .path("tool_calls")
                            .get(0)
                            .path("function")
                            .path("arguments")
                            .toString())
                    .isEqualTo("{\"zeta\":1,\"alpha\":\"x\"}");
            assertThat(messages.get(3).path("tool_name").asString("")).isEqualTo("list_pods");
            assertThat(messages.get(3).path("tool_call_id").asString("")).isEqualTo("call_7");
        }

        @Test
        void refusalByTheUsersOwnChoiceIsToldAndNotWorkedAround() {
            ollama.on(MODEL).refusesTools();
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> natively().decide(REQUEST))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.UNSUPPORTED));
        }
    }

    @Nested
    class WhenTheServerFails {
        @Test
        void passingErrorIsTriedAgain() {
            ollama.on(MODEL).fails(500, "runner stopped").decides("list_pods", "namespace", "todo");
            assertThat(model().decide(REQUEST).decision()).isEqualTo(PODS_IN_TODO);
        }

        @Test
        void lostConnectionIsTriedAgain() {
            ollama.on(MODEL).dropsConnection().decides("list_pods", "namespace", "todo");
            assertThat(model().decide(REQUEST).decision()).isEqualTo(PODS_IN_TODO);
        }

        @Test
        void lastingErrorEndsAfterAFewTries() {
            ollama.on(MODEL).fails(500, "runner stopped");
            assertFailure(Code.SERVER_ERROR, "runner stopped");
            assertThat(ollama.chats()).hasSize(3);
        }

        @Test
        void missingModelNamesTheCommandAndWhatIsThere() {
            ollama.on("smollm2:135m");
            assertFailure(Code.MISSING, "`ollama pull qwen3:0.6b`, or use one it has: smollm2:135m");
        }

        @Test
        void promptThatIsTooLongIsToldApart() {
            ollama.on(MODEL).fails(400, "the input length exceeds the context length");
            assertFailure(Code.TOO_LONG, "do not fit into the window");
        }

        @Test
        void silentServerIsGivenUp() {
            ollama.on(MODEL).hangs();
            assertFailure(Code.TIMEOUT, "no answer in time");
        }

        @Test
        void absentServerNamesTheCommandThatStartsIt() {
            var nowhere = LanguageModels.open(settings(MODEL).withUrl("http://127.0.0.1:1"));
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> nowhere.decide(REQUEST))
                    .withMessageContaining("Cannot reach Ollama at http://127.0.0.1:1. Start it with `ollama serve`")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.UNREACHABLE));
        }

        @Test
        void interruptedThreadStopsWaitingAtOnce() throws InterruptedException {
            ollama.on(MODEL).hangs();
            LanguageModel model = LanguageModels.open(settings(MODEL).withLimits(ModelLimits.DEFAULT));
            var outcome = new CompletableFuture<Boolean>();
            Thread asking = Thread.ofVirtual().start(() -> {
                try {
                    model.decide(REQUEST);
                } catch (ModelException e) {
                    outcome.complete(e.getCause() instanceof InterruptedException
                            && Thread.currentThread().isInterrupted());
                }
            });
            asking.interrupt();
            asking.join(Duration.ofSeconds(10));
            assertThat(outcome).isCompletedWithValue(true);
        }
    }

    private void assertFailure(Code code, String message) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> model().decide(REQUEST))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    private LanguageModel natively() {
        return LanguageModels.open(settings(MODEL).withProtocol(ProtocolChoice.NATIVE));
    }

    private LanguageModel model() {
        return model(MODEL);
    }

    private LanguageModel model(String name) {
        return LanguageModels.open(settings(name));
    }

    private ModelSettings settings(String name) {
        return ModelSettings.defaults(cache)
                .withUrl(ollama.url())
                .withModel(name)
                .withLimits(SHORT);
    }

    private static final ModelLimits SHORT = new ModelLimits(
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofMillis(400),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            2,
            Duration.ofMillis(1));
}
