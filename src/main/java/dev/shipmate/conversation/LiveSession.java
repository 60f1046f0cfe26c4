package dev.shipmate.conversation;

import dev.shipmate.approval.Allowances;
import dev.shipmate.approval.Approver;
import dev.shipmate.approval.Gate;
import dev.shipmate.approval.ProtectedNamespaces;
import dev.shipmate.approval.UndoFile;
import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.cluster.Inventory;
import dev.shipmate.diagnosis.Remedy;
import dev.shipmate.model.LanguageModel;
import dev.shipmate.pipeline.FailureReport;
import dev.shipmate.planning.Planner;
import dev.shipmate.redaction.Redactor;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Toolbox;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The session of a running program. Cluster and model are connected at first use.
public final class LiveSession implements Session {
    private final ClusterSource clusters;
    private final ModelSource models;
    private final Planner planner;
    private final UndoFile journal;
    private final Redactor redactor;
    private final Witness witness;
    private final SessionOptions options;
    private final Gate gate;
    private final History history = new History();
    private Optional<Connection> connection = Optional.empty();
    private Optional<LanguageModel> model = Optional.empty();
    private Optional<FailureReport> failure = Optional.empty();
    private String modelName;
    private Mode mode;

    public LiveSession(
            ClusterSource clusters, ModelSource models, Planner planner, Memory memory, SessionOptions options) {
        this.clusters = clusters;
        this.models = models;
        this.planner = planner;
        this.journal = memory.journal();
        this.redactor = memory.redactor();
        this.witness = memory.witness();
        this.options = options;
        this.gate = new Gate(options.approval());
        this.modelName = options.model();
        this.mode = start();
    }

    /// What outlives a turn: the journal of changes, and the secrets to keep out of every text.
    ///
    /// @param witness writes down what is done
    public record Memory(UndoFile journal, Redactor redactor, Witness witness) {}

    @Override
    public TurnResult ask(Question question, TurnListener listener, Approver approver) {
        return witnessed(question.text(), listener, both -> answered(question, both, approver));
    }

    private TurnResult answered(Question question, TurnListener listener, Approver approver) {
        Optional<TurnResult> told = failure.flatMap(report -> told(question, new FailureTurn(report)));
        if (told.isPresent()) {
            history.add(told.get());
            return told.get();
        }
        return failure.map(report -> new Conversation(setup(), history, report))
                .orElseGet(() -> new Conversation(setup(), history))
                .ask(question, listener, approver);
    }

    /// What is known of the failed deploy is told although the cluster may not answer any more.
    private Optional<TurnResult> told(Question question, FailureTurn failed) {
        return failed.told(question.text()).map(text -> {
            var safe = new Question(redactor.redact(question.text()), redactor.redact(question.attachment()));
            var answer = new AnswerBuilder(new Turn(safe, _ -> {}, Approver.NOBODY));
            answer.reported(Outcome.ANSWERED, text, failed.suggestions());
            return answer.build();
        });
    }

    @Override
    public void troubleshoot(FailureReport failed) {
        failure = Optional.of(failed);
    }

    @Override
    public Optional<FailureReport> failure() {
        return failure;
    }

    @Override
    public TurnResult mend(Remedy remedy, TurnListener listener, Approver approver) {
        return witnessed(remedy.title(), listener, both -> {
            TurnResult result = new MendTurn(setup()).run(remedy, both, approver);
            history.add(result);
            return result;
        });
    }

    @Override
    public TurnResult plan(Question question) {
        return new Preview(setup(), history).of(question);
    }

    @Override
    public Optional<TurnResult> last() {
        List<TurnResult> turns = history.turns();
        return turns.isEmpty() ? Optional.empty() : Optional.of(turns.getLast());
    }

    @Override
    public List<TurnResult> turns() {
        return history.turns();
    }

    @Override
    public void reset() {
        if (!history.turns().isEmpty()) {
            witness.forgets();
        }
        history.forget();
        gate.forget();
    }

    @Override
    public void resume(List<TurnResult> turns) {
        turns.forEach(history::add);
    }

    @Override
    public TurnResult undo(TurnListener listener, Approver approver) {
        return witnessed("undo", listener, both -> new UndoTurn(setup()).run(both, approver));
    }

    /// What happened is written down before a person sees it.
    private TurnResult witnessed(String question, TurnListener listener, Function<TurnListener, TurnResult> turn) {
        Witness.Testimony testimony = witness.begins(redactor.redact(question));
        TurnResult result = turn.apply(event -> {
            testimony.on(event);
            listener.on(event);
        });
        try {
            testimony.ended(result, connection.map(Connection::target));
        } catch (UncheckedIOException e) {
            listener.on(new TurnEvent.Noted("This turn is not on record. %s".formatted(e.getMessage())));
        }
        return result;
    }

    @Override
    public ClusterTarget target() {
        return connected().target();
    }

    @Override
    public Status status() {
        ClusterTarget target = connected().target();
        return new Status(
                target.context(),
                target.namespace(),
                model.map(LanguageModel::name).orElse(options.planner() == PlannerMode.RULES ? "" : modelName),
                model.map(used -> used.protocol().word()).orElse(""),
                mode,
                options.planner().word());
    }

    @Override
    public ModelContext modelContext() {
        return ModelContext.of(history, failure, model);
    }

    private Mode start() {
        return options.readOnly() ? Mode.READ_ONLY : options.approval().yes() ? Mode.APPROVED : Mode.ASKS_FIRST;
    }

    @Override
    public Allowances allowances() {
        return gate.allowances();
    }

    @Override
    public boolean useMode(Mode wanted) {
        if (wanted.compareTo(start()) > 0) {
            return false;
        }
        mode = wanted;
        return true;
    }

    @Override
    public void confirm(boolean everything) {
        gate.confirm(everything);
    }

    @Override
    public boolean revoke(String tool) {
        return gate.forget(tool);
    }

    @Override
    public Inventory inventory() {
        return connected().inventory().get();
    }

    @Override
    public List<ToolSpec<?>> tools() {
        return toolbox().specs();
    }

    @Override
    public List<String> contexts() {
        return clusters.contexts();
    }

    @Override
    public void useContext(String context) {
        connection = Optional.of(clusters.connect(context, ""));
        gate.forget();
    }

    @Override
    public void useNamespace(String namespace) {
        connection = Optional.of(clusters.connect(connected().target().context(), namespace));
    }

    @Override
    public List<String> models() {
        return models.list();
    }

    @Override
    public void useModel(String name) {
        LanguageModel opened = models.open(name);
        opened.protocol();
        model = Optional.of(opened);
        modelName = name;
    }

    private Setup setup() {
        Connection connected = connected();
        return new Setup(
                connected.target(),
                toolbox(),
                mode == Mode.READ_ONLY,
                connected.inventory(),
                planner,
                options.planner(),
                this::model,
                gate,
                new ProtectedNamespaces(options.approval().protectedNamespaces(), connected.guarded()),
                journal.of(connected.identity()),
                redactor,
                options.budget());
    }

    private Toolbox toolbox() {
        var toolbox = new Toolbox(connected().tools(), redactor);
        return mode == Mode.READ_ONLY ? toolbox.readOnly() : toolbox;
    }

    private Connection connected() {
        Connection open = connection.orElseGet(() -> clusters.connect(options.context(), options.namespace()));
        connection = Optional.of(open);
        return open;
    }

    private LanguageModel model() {
        LanguageModel open = model.orElseGet(() -> models.open(modelName));
        model = Optional.of(open);
        return open;
    }
}
