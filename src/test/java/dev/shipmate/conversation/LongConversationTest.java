package dev.shipmate.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.approval.ApprovalPolicy;
import dev.shipmate.approval.Approver;
import dev.shipmate.approval.Gate;
import dev.shipmate.approval.ProtectedNamespaces;
import dev.shipmate.approval.UndoFile;
import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterOptions;
import dev.shipmate.fake.OllamaStub;
import dev.shipmate.fake.RecordingProxy;
import dev.shipmate.fake.StubModel;
import dev.shipmate.model.LanguageModels;
import dev.shipmate.model.ModelLimits;
import dev.shipmate.model.ModelSettings;
import dev.shipmate.model.ProtocolChoice;
import dev.shipmate.planning.Candidate;
import dev.shipmate.planning.Shortlist;
import dev.shipmate.planning.Topic;
import dev.shipmate.redaction.PatternRedactor;
import dev.shipmate.sandbox.Sandbox;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.Toolbox;
import dev.shipmate.tool.kubernetes.KubernetesTools;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// Thirty questions in a row to a model with a window of 4,096 tokens, with a log of 5 MB in the middle: no prompt is
/// longer than the window, and each question is answered from what was found for it.
@Timeout(120)
class LongConversationTest {
    private static final int TURNS = 30;
    private static final int WINDOW = 4096;
    /// English and JSON have more characters for each token, so that this errs on the safe side.
    private static final int CHARACTERS_PER_TOKEN = 3;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "SCHEMA", "TEXT"})
    void noPromptIsLongerThanTheWindow(ProtocolChoice protocol) {
        byte[] log = IntStream.range(0, 60_000)
                .mapToObj(i ->
                        "2026-11-01T09:00:%02dZ ERROR order %d of customer %s failed: connection refused to host-%d"
                                .formatted(i % 60, i, Integer.toHexString(i * 7919), i % 97))
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
        assertThat(log.length).isGreaterThan(5_000_000);
        try (Sandbox sandbox = Sandbox.start();
                var proxy =
                        new RecordingProxy(sandbox.server(), (path, answer) -> path.endsWith("/log") ? log : answer);
                Cluster cluster = Cluster.open(ClusterOptions.ofServer("sandbox", proxy.server(), "todo"));
                var ollama = new OllamaStub()) {
            StubModel model = ollama.on("m").sized("8B").window(WINDOW);
            Conversation conversation = conversation(cluster, ollama, protocol);
            var answers = new ArrayList<String>();
            for (int turn = 0; turn < TURNS; turn++) {
                ToolCall call = turn == TURNS / 2
                        ? new ToolCall("get_logs", Map.of("name", "deployment/backend"))
                        : turn % 2 == 0
                                ? new ToolCall("list_pods", Map.of("namespace", "todo"))
                                : new ToolCall("describe", Map.of("kind", "deployment", "name", "frontend"));
                chooses(model, call, protocol);
                TurnResult result = conversation.ask(
                        new Question("question %d: what is there?".formatted(turn)), _ -> {}, Approver.NOBODY);
                assertThat(result.outcome())
                        .as("turn %d: %s", turn, result.answer())
                        .isEqualTo(Outcome.ANSWERED);
                answers.add(result.answer());
            }

            assertThat(answers.getLast()).contains("frontend");
            assertThat(answers.getFirst()).contains("8 pods in namespace todo");
            assertThat(answers.get(TURNS - 2)).contains("8 pods in namespace todo");
            assertThat(ollama.chats()).hasSizeGreaterThanOrEqualTo(TURNS).allSatisfy(chat -> {
                assertThat(chat.path("options").path("num_ctx").asInt()).isEqualTo(WINDOW);
                assertThat(characters(chat)).isLessThan(WINDOW * CHARACTERS_PER_TOKEN);
            });
        }
    }

    private static int characters(JsonNode chat) {
        int tools = chat.has("tools") ? chat.path("tools").toString().length() : 0;
        return tools
                + chat.path("messages")
                        .valueStream()
                        .mapToInt(
                                message -> message.path("content").asString("").length()
                                        + message.path("tool_calls").toString().length())
                        .sum();
    }

    private static void chooses(StubModel model, ToolCall call, ProtocolChoice protocol) {
        List<Object> pairs = new ArrayList<>();
        call.arguments().forEach((name, value) -> pairs.addAll(List.of(name, value)));
        if (protocol == ProtocolChoice.NATIVE) {
            model.calls(call.tool(), pairs.toArray()).says("Here it is.");
        } else {
            model.decides(call.tool(), pairs.toArray()).answers("Here it is.");
        }
        model.says("Here it is.");
    }

    private Conversation conversation(Cluster cluster, OllamaStub ollama, ProtocolChoice protocol) {
        var redactor = new PatternRedactor();
        ModelSettings settings = ModelSettings.defaults(folder)
                .withUrl(ollama.url())
                .withModel("m")
                .withProtocol(protocol)
                .withLimits(ModelLimits.DEFAULT);
        List<Candidate> candidates = List.of(
                candidate(new ToolCall("list_pods", Map.of("namespace", "todo"))),
                candidate(new ToolCall("describe", Map.of("kind", "deployment", "name", "frontend"))),
                candidate(new ToolCall("get_logs", Map.of("name", "deployment/backend"))));
        var shortlist = new Shortlist(Topic.CLUSTER, candidates, candidates.subList(0, 1), List.of());
        return new Conversation(
                new Setup(
                        cluster.target(),
                        new Toolbox(KubernetesTools.readers(cluster, redactor), redactor),
                        false,
                        cluster::inventory,
                        (_, _, _, _) -> shortlist,
                        PlannerMode.MODEL,
                        () -> LanguageModels.open(settings),
                        new Gate(ApprovalPolicy.ASK),
                        new ProtectedNamespaces(Set.of(), _ -> false),
                        new UndoFile(folder.resolve("undo.jsonl")).of(() -> "sandbox"),
                        redactor,
                        new Budget(6, 400_000, Duration.ofSeconds(60))),
                new History());
    }

    private static Candidate candidate(ToolCall call) {
        return new Candidate(call, Effect.READ, 0.5, List.of(), true);
    }
}
