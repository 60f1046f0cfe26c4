package dev.shipmate.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.approval.Approval;
import dev.shipmate.approval.ApprovalPolicy;
import dev.shipmate.approval.Gate;
import dev.shipmate.approval.PlannedChange;
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
import dev.shipmate.redaction.PatternRedactor;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.Toolbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Mangled replies over real HTTP, by every protocol: whatever a model says, a turn ends with facts or one clear
/// sentence, nothing is changed without a yes, and the next question is answered.
@Timeout(30)
class MangledReplyTest {
    private static final int KINDS = 240;
    private static final List<ProtocolChoice> PROTOCOLS =
            List.of(ProtocolChoice.NATIVE, ProtocolChoice.SCHEMA, ProtocolChoice.TEXT);

    @TempDir
    Path folder;

    private final OllamaStub ollama = new OllamaStub();
    private final TestTools tools = new TestTools();
    private final List<PlannedChange> asked = new ArrayList<>();

    static Stream<Arguments> kinds() {
        return LongStream.range(0, KINDS)
                .mapToObj(seed -> Arguments.of(seed, PROTOCOLS.get((int) (seed % PROTOCOLS.size()))));
    }

    @AfterEach
    void stop() {
        ollama.close();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aTurnEndsWellAndTheNextOneIsAnswered(long seed, ProtocolChoice protocol) {
        var replies = new MangledReplies(seed);
        StubModel model = ollama.on("m").sized("8B");
        for (int i = 0; i < 4; i++) {
            model.says(replies.next());
        }
        var history = new History();
        Conversation conversation = conversation(protocol, history);

        TurnResult first = ask(conversation);

        assertThat(first.outcome()).isIn(Outcome.ANSWERED, Outcome.REFUSED, Outcome.GAVE_UP, Outcome.FAILED);
        assertThat(first.answer()).isNotBlank().doesNotContain("Exception", "at dev.shipmate", "7 pods", "have scaled");
        assertThat(tools.replicas).containsEntry("web", 2);
        assertThat(asked).allSatisfy(change -> assertThat(change.call().tool()).isEqualTo("resize"));
        assertThat(history.turns()).hasSize(1);

        TurnResult second = ask(conversation);
        assertThat(second.answer()).isNotBlank();
        assertThat(history.turns()).hasSize(2);
        assertThat(tools.replicas).containsEntry("web", 2);
    }

    private TurnResult ask(Conversation conversation) {
        return conversation.ask(new Question("hm, how many pods?"), _ -> {}, change -> {
            asked.add(change);
            return Approval.NO;
        });
    }

    private Conversation conversation(ProtocolChoice protocol, History history) {
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
        var redactor = new PatternRedactor();
        return new Conversation(
                new Setup(
                        new ClusterTarget("minikube", "todo", "https://127.0.0.1:8443", true),
                        new Toolbox(tools.all(), redactor),
                        false,
                        FakeInventory::todo,
                        (_, _, _, _) -> shortlist,
                        PlannerMode.AUTO,
                        () -> LanguageModels.open(settings),
                        new Gate(ApprovalPolicy.ASK),
                        new ProtectedNamespaces(Set.of(), _ -> false),
                        new UndoFile(folder.resolve("undo.jsonl")).of(() -> "minikube"),
                        redactor,
                        new Budget(6, 400_000, Duration.ofSeconds(20))),
                history);
    }
}
