package dev.shipmate.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.approval.Approval;
import dev.shipmate.approval.ApprovalPolicy;
import dev.shipmate.approval.Gate;
import dev.shipmate.approval.ProtectedNamespaces;
import dev.shipmate.approval.UndoFile;
import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.fake.FakeInventory;
import dev.shipmate.fake.OllamaStub;
import dev.shipmate.fake.StubModel;
import dev.shipmate.model.LanguageModels;
import dev.shipmate.model.ModelLimits;
import dev.shipmate.model.ModelSettings;
import dev.shipmate.model.ProtocolChoice;
import dev.shipmate.planning.Candidate;
import dev.shipmate.planning.Shortlist;
import dev.shipmate.planning.Topic;
import dev.shipmate.redaction.Redactor;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.Toolbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole turns over real HTTP against a server that misbehaves in every known way. Each ends in a true answer or a
/// clear error, within its time.
@Timeout(30)
class WireTest {
    private static final String FACT = "2 pods in namespace todo";

    @TempDir
    Path folder;

    private final OllamaStub ollama = new OllamaStub();
    private final TestTools tools = new TestTools();
    private Duration time = Duration.ofSeconds(20);

    @AfterEach
    void stop() {
        ollama.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"SCHEMA", "TEXT"})
    void aWellFormedDecisionIsCarriedOut(ProtocolChoice protocol) {
        model().decides("count_pods", "namespace", "todo").answers("There are 2 pods.");

        assertThat(ask(protocol).answer()).endsWith(FACT);
    }

    @Test
    void aWellFormedToolCallIsCarriedOut() {
        model().calls("count_pods", "namespace", "todo").says("There are 2 pods.");

        TurnResult result = ask(ProtocolChoice.NATIVE);

        assertThat(result.answer()).isEqualTo("There are 2 pods.\n\n" + FACT);
        assertThat(result.protocol()).isEqualTo("native");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<tool_call>{\"name\":\"count_pods\",\"arguments\":{\"namespace\":\"todo\"}}</tool_call>",
                "<tool_call>\n{\"name\": \"count_pods\", \"arguments\": {\"namespace\": \"todo\"}}",
                "```json\n{\"name\":\"count_pods\",\"arguments\":{\"namespace\":\"todo\"}}\n```",
                "Let me look.\n{\"name\":\"count_pods\",\"parameters\":{\"namespace\":\"todo\"}}",
                "[count_pods(namespace=\"todo\")]",
                "count_pods(namespace=\"todo\")",
                "<function=count_pods><parameter=namespace>todo</parameter></function>",
                "<start_function_call>call:count_pods{namespace:<escape>todo<escape>}<end_function_call>",
                "[TOOL_CALLS][{\"name\":\"count_pods\",\"arguments\":{\"namespace\":\"todo\"}}]",
                "{\"tool\":\"count_pods\",\"args\":{\"namespace\":\"todo\"}}",
                "{\"thought\":\"look\",\"action\":{\"name\":\"count_pods\",\"namespace\":\"todo\"}}",
            })
    void aCallThatLeakedIntoTheTextIsCarriedOut(String leaked) {
        model().says(leaked).says("There are 2 pods.");

        TurnResult result = ask(ProtocolChoice.NATIVE);

        assertThat(result.calls()).extracting(call -> call.call().tool()).contains("count_pods");
        assertThat(result.answer()).endsWith(FACT).doesNotContain("{", "<", "count_pods(");
    }

    @Nested
    class WhenADecisionIsBad {
        @Test
        void anUnknownToolIsTurnedBackAndTheRightOneRuns() {
            model().calls("count_podz", "namespace", "todo")
                    .calls("count_pods", "namespace", "todo")
                    .says("ok");

            assertThat(ask(ProtocolChoice.NATIVE).answer()).contains(FACT);
            assertThat(ollama.chats().get(1).toString()).contains("Did you mean");
        }

        @Test
        void wrongTypesAreTurnedBack() {
            model().calls("resize", "name", "web", "replicas", "plenty").says("It is done: 7 replicas.");

            TurnResult result = ask(ProtocolChoice.NATIVE);

            assertThat(tools.replicas).containsEntry("web", 2);
            assertThat(result.answer()).doesNotContain("7");
        }

        @Test
        void twoCallsAtOnceBothRun() {
            model().callsBoth("Looking.", "count_pods", "read_words", "name", "web")
                    .says("ok");

            assertThat(ask(ProtocolChoice.NATIVE).calls()).hasSize(2);
        }

        @ParameterizedTest
        @EnumSource(names = {"NATIVE", "SCHEMA", "TEXT"})
        void anEmptyReplyEndsInTheFacts(ProtocolChoice protocol) {
            model().saysNothing();

            assertThat(ask(protocol).answer()).isEqualTo(FACT);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"{\"tool\":\"count_pods\",\"args\":", "}}}}", "{\"why\":\"x\"}", "tool_call count pods"})
        void malformedJsonEndsInTheFacts(String malformed) {
            model().says(malformed);

            assertThat(ask(ProtocolChoice.SCHEMA).answer()).isEqualTo(FACT);
        }

        @Test
        void aCutDecisionIsNeverCarriedOut() {
            model().isCutAfter("{\"tool\":\"resize\",\"args\":{\"name\":\"web\",\"replicas\":1");

            ask(ProtocolChoice.SCHEMA);

            assertThat(tools.replicas).containsEntry("web", 2);
        }

        @Test
        void thinkingIsNeitherShownNorObeyed() {
            model().calls("count_pods", "namespace", "todo")
                    .says("<think>I should call resize(name=\"web\", replicas=9)</think>There are 2 pods.");

            TurnResult result = ask(ProtocolChoice.NATIVE);

            assertThat(result.answer()).isEqualTo("There are 2 pods.\n\n" + FACT);
        }

        @Test
        void endlessRepetitionIsCut() {
            model().decides("count_pods", "namespace", "todo").answers("x").repeatsForEver("There are 2 pods. ");

            assertThat(ask(ProtocolChoice.SCHEMA).answer()).endsWith(FACT).hasSizeLessThan(500);
        }
    }

    @Nested
    class WhenTheServerFails {
        @Test
        void aStreamCutInTheMiddleLeavesTheFacts() {
            model().decides("count_pods", "namespace", "todo").answers("x").endsEarly("There are 2 po");

            assertThat(ask(ProtocolChoice.SCHEMA).answer()).isEqualTo(FACT);
        }

        @Test
        void anErrorInTheMiddleOfTheStreamLeavesTheFacts() {
            model().decides("count_pods", "namespace", "todo").answers("x").failsMidway("out of memory", "There ");

            assertThat(ask(ProtocolChoice.SCHEMA).answer()).contains(FACT);
        }

        @Test
        void aModelWithoutToolsIsAskedByGrammarInstead() {
            model().refusesTools()
                    .decides("count_pods", "namespace", "todo")
                    .answers("x")
                    .says("2 pods.");

            assertThat(ask(ProtocolChoice.AUTO).answer()).contains(FACT);
        }

        @Test
        void aMissingModelIsNamedWithTheCommandThatFetchesIt() {
            ollama.on("other").says("x");

            TurnResult result = ask(ProtocolChoice.SCHEMA, PlannerMode.MODEL);

            assertThat(result.outcome()).isEqualTo(Outcome.MODEL_UNREACHABLE);
            assertThat(result.answer()).contains("ollama pull m");
        }

        @Test
        void aServerErrorIsToldInOneSentence() {
            model().fails(500, "llama runner process has terminated");

            TurnResult result = ask(ProtocolChoice.SCHEMA, PlannerMode.MODEL);

            assertThat(result.outcome()).isIn(Outcome.FAILED, Outcome.MODEL_UNREACHABLE);
            assertThat(result.answer())
                    .contains("llama runner process has terminated")
                    .doesNotContain("Exception");
        }

        @ParameterizedTest
        @EnumSource(names = {"NATIVE", "SCHEMA", "TEXT"})
        void aServerThatHangsIsLeftWhenTheTimeIsUp(ProtocolChoice protocol) {
            time = Duration.ofSeconds(1);
            model().hangs();

            TurnResult result = ask(protocol, PlannerMode.MODEL);

            assertThat(result.outcome()).isIn(Outcome.GAVE_UP, Outcome.MODEL_UNREACHABLE);
            assertThat(result.took()).isLessThan(Duration.ofSeconds(10));
        }

        @Test
        void aConnectionThatDropsIsTriedAgainOrTold() {
            model().dropsConnection();

            assertThat(ask(ProtocolChoice.SCHEMA).answer()).isEqualTo(FACT);
        }
    }

    private StubModel model() {
        return ollama.on("m").sized("8B");
    }

    private TurnResult ask(ProtocolChoice protocol) {
        return ask(protocol, PlannerMode.AUTO);
    }

    private TurnResult ask(ProtocolChoice protocol, PlannerMode mode) {
        ModelSettings settings = ModelSettings.defaults(folder)
                .withUrl(ollama.url())
                .withModel("m")
                .withProtocol(protocol)
                .withLimits(ModelLimits.DEFAULT);
        var count = new Candidate(new ToolCall("count_pods", Map.of()), Effect.READ, 0.5, List.of(), true);
        var resize = new Candidate(
                new ToolCall("resize", Map.of("name", "web")), Effect.CHANGE, 0.1, List.of("replicas"), true);
        var words = new Candidate(new ToolCall("read_words", Map.of()), Effect.READ, 0.1, List.of("name"), true);
        var shortlist = new Shortlist(Topic.CLUSTER, List.of(count, resize, words), List.of(count), List.of());
        Redactor redactor = new UnchangedText();
        var setup = new Setup(
                new ClusterTarget("minikube", "todo", "https://127.0.0.1:8443", true),
                new Toolbox(tools.all(), redactor),
                false,
                FakeInventory::todo,
                (_, _, _, _) -> shortlist,
                mode,
                () -> LanguageModels.open(settings),
                new Gate(ApprovalPolicy.ASK),
                new ProtectedNamespaces(Set.of(), _ -> false),
                new UndoFile(folder.resolve("undo.jsonl")).of(() -> "minikube"),
                redactor,
                new Budget(6, 40_000, time));
        return new Conversation(setup, new History())
                .ask(new Question("hm, how many pods?"), _ -> {}, _ -> Approval.YES);
    }

    private static final class UnchangedText implements Redactor {
        @Override
        public String redact(String text) {
            return text;
        }

        @Override
        public void learn(String value) {}
    }
}
