package dev.shipmate.conversation;

import dev.shipmate.approval.Approval;
import dev.shipmate.approval.ApprovalPolicy;
import dev.shipmate.approval.Gate;
import dev.shipmate.approval.PlannedChange;
import dev.shipmate.approval.ProtectedNamespaces;
import dev.shipmate.approval.UndoFile;
import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.fake.FakeInventory;
import dev.shipmate.fake.FakeLanguageModel;
import dev.shipmate.model.DecisionRequest;
import dev.shipmate.model.Utterance;
import dev.shipmate.planning.Candidate;
import dev.shipmate.planning.Shortlist;
import dev.shipmate.planning.Topic;
import dev.shipmate.redaction.Redactor;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.Toolbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/// A cluster of numbers, a scripted model and a fixed plan, around which a turn is run.
abstract class TurnTest {
    protected static final Candidate COUNT =
            new Candidate(new ToolCall("count_pods", Map.of()), Effect.READ, 0.95, List.of(), true);
    protected static final Candidate UNSURE =
            new Candidate(new ToolCall("count_pods", Map.of()), Effect.READ, 0.5, List.of(), true);
    protected static final Candidate RESIZE = new Candidate(
            new ToolCall("resize", Map.of("name", "web", "replicas", 3)), Effect.CHANGE, 0.95, List.of(), true);

    @TempDir
    Path folder;

    protected final TestTools tools = new TestTools();
    protected final FakeLanguageModel model = new FakeLanguageModel();
    protected final List<TurnEvent> events = new ArrayList<>();
    protected final List<PlannedChange> asked = new ArrayList<>();
    protected Shortlist shortlist = list(UNSURE);
    protected PlannerMode mode = PlannerMode.AUTO;
    protected ApprovalPolicy policy = ApprovalPolicy.ASK;
    protected boolean readOnly;
    protected Approval answer = Approval.YES;
    protected Budget budget = Budget.DEFAULT;

    protected TurnResult ask(String question) {
        return new Conversation(setup(), new History()).ask(new Question(question), events::add, change -> {
            asked.add(change);
            return answer;
        });
    }

    protected TurnResult undo() {
        return new UndoTurn(setup()).run(events::add, _ -> Approval.YES);
    }

    protected Setup setup() {
        var redactor = new HidingRedactor();
        var toolbox = new Toolbox(tools.all(), redactor);
        return new Setup(
                new ClusterTarget("minikube", "todo", "https://127.0.0.1:8443", true),
                readOnly ? toolbox.readOnly() : toolbox,
                readOnly,
                FakeInventory::todo,
                (_, _, _, _) -> shortlist,
                mode,
                () -> model,
                new Gate(policy),
                new ProtectedNamespaces(Set.of(), _ -> false),
                new UndoFile(folder.resolve("undo.jsonl")).of(() -> "minikube"),
                redactor,
                budget);
    }

    protected String streamed() {
        return events.stream()
                .filter(TurnEvent.AnswerStreamed.class::isInstance)
                .map(event -> ((TurnEvent.AnswerStreamed) event).text())
                .reduce("", String::concat);
    }

    /// What the model saw last in one of its requests.
    protected String lastDialogue(int request) {
        DecisionRequest seen = model.requests().get(request);
        Utterance last = seen.dialogue().getLast();
        return last instanceof Utterance.Observed observed ? observed.text() : last.toString();
    }

    protected static Shortlist list(Candidate candidate) {
        return new Shortlist(Topic.CLUSTER, List.of(candidate), List.of(candidate), List.of());
    }

    protected static final class HidingRedactor implements Redactor {
        @Override
        public String redact(String text) {
            return text.replace("hunter2", "[hidden]");
        }

        @Override
        public void learn(String value) {}
    }
}
