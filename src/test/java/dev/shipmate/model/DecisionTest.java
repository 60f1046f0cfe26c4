package dev.shipmate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shipmate.model.Decision.Answer;
import dev.shipmate.model.Decision.AskUser;
import dev.shipmate.model.Decision.CallTools;
import dev.shipmate.model.Decision.Unclear;
import dev.shipmate.model.ModelException.Code;
import dev.shipmate.tool.ToolCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DecisionTest extends StubbedModelTest {
    @Test
    @Timeout(10)
    void aReplyOfABookIsCutAndNotSearchedForCalls() {
        ollama.on(MODEL).says("list_pods(".repeat(60_000));

        assertThat(model().decide(REQUEST).decision())
                .isInstanceOfSatisfying(
                        Unclear.class, unclear -> assertThat(unclear.reply()).hasSizeLessThan(3000));
    }

    @Test
    void constrainedReplyIsACall() {
        ollama.on(MODEL).decides("list_pods", "namespace", "todo");
        assertThat(model().decide(REQUEST).decision()).isEqualTo(PODS_IN_TODO);
    }

    @Test
    void aCallCopiedFromAWorkedExampleIsRefused() {
        ollama.on(MODEL).decides("list_pods", "namespace", "shop");
        assertThat(model().decide(REQUEST).decision())
                .isInstanceOfSatisfying(
                        Unclear.class,
                        unclear -> assertThat(unclear.problem()).startsWith("That was copied from an example."));
    }

    @Test
    void aNameOfAnExampleThatTheUserSaysIsNoCopy() {
        ollama.on(MODEL).decides("list_pods", "namespace", "shop");
        var asked = new DecisionRequest("Rules.", List.of(new Utterance.User("pods in shop?")), List.of(LIST_PODS));
        assertThat(model().decide(asked).decision()).isInstanceOf(CallTools.class);
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
        assertThat(ollama.lastChat().path("format").toString()).isEqualTo(DecisionSchema.of(REQUEST, true));
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
}
