package dev.shipmate.conversation;

import dev.shipmate.approval.Allowances;
import dev.shipmate.approval.Approver;
import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.cluster.Inventory;
import dev.shipmate.diagnosis.Remedy;
import dev.shipmate.pipeline.FailureReport;
import dev.shipmate.tool.ToolSpec;
import java.util.List;
import java.util.Optional;

/// A user's stay: the cluster and the model it is pinned to, and the conversation so far.
///
/// A question is stopped by interrupting the thread that asks it: [#ask] then returns soon with
/// [Outcome#CANCELLED].
public interface Session {
    TurnResult ask(Question question, TurnListener listener, Approver approver);

    /// What would be done, without running anything.
    TurnResult plan(Question question);

    /// The newest turn that had an answer, for `/why`.
    Optional<TurnResult> last();

    /// All turns since the start or the last reset, oldest first.
    List<TurnResult> turns();

    /// Forgets the conversation: nothing of it is sent to a model again.
    void reset();

    /// Goes on after turns of an earlier stay, oldest first.
    void resume(List<TurnResult> turns);

    /// Starts from a deploy that failed: questions about it are answered from its report, and what it offers can be
    /// asked for.
    void troubleshoot(FailureReport failed);

    /// The report that the session starts from.
    Optional<FailureReport> failure();

    /// Makes the change that a remedy describes, asking first.
    TurnResult mend(Remedy remedy, TurnListener listener, Approver approver);

    /// Takes back the newest change that can be taken back, asking first.
    TurnResult undo(TurnListener listener, Approver approver);

    ClusterTarget target();

    /// The context, namespace, model and mode in one look.
    Status status();

    /// What a model reads with the next question.
    ModelContext modelContext();

    /// What is let through without asking at the moment.
    Allowances allowances();

    /// Works in another mode from here on, and says whether it does: more than the program was started with is not
    /// given here.
    boolean useMode(Mode mode);

    /// Asks for every change, whatever was allowed before; or no more.
    void confirm(boolean everything);

    /// Takes back what was allowed for a tool, and says whether anything was.
    boolean revoke(String tool);

    Inventory inventory();

    List<ToolSpec<?>> tools();

    List<String> contexts();

    /// Pins the session to another context of the kubeconfig. Throws a [dev.shipmate.cluster.ClusterException]
    /// and changes nothing when there is none of that name.
    void useContext(String context);

    void useNamespace(String namespace);

    /// The models that the server has. Throws a [dev.shipmate.model.ModelException] when it cannot be reached.
    List<String> models();

    /// Throws a [dev.shipmate.model.ModelException] and changes nothing when the server does not have the
    /// model.
    void useModel(String model);

    /// What is shown in the status line. `model` is empty when no model is in use, `protocol` until it is
    /// known.
    record Status(String context, String namespace, String model, String protocol, Mode mode, String planner) {
        /// Whether no question ever goes to a model.
        public boolean rulesOnly() {
            return planner.equals(PlannerMode.RULES.word());
        }
    }

    /// Whether changes are possible, and whether they are asked for, the safest first.
    enum Mode {
        READ_ONLY,
        ASKS_FIRST,
        /// Changes are approved without asking (`--yes`).
        APPROVED
    }
}
