package dev.shipmate;

import dev.shipmate.approval.UndoFile;
import dev.shipmate.audit.AuditLog;
import dev.shipmate.audit.AuditTrail;
import dev.shipmate.audit.TraceFile;
import dev.shipmate.benchmark.Arena;
import dev.shipmate.cli.Endpoints;
import dev.shipmate.cli.ExitCode;
import dev.shipmate.cli.PipedText;
import dev.shipmate.cli.Services;
import dev.shipmate.cli.ShipmateCommand;
import dev.shipmate.cluster.Cluster;
import dev.shipmate.conversation.LiveSession;
import dev.shipmate.conversation.Session;
import dev.shipmate.conversation.SessionOptions;
import dev.shipmate.conversation.TurnListener;
import dev.shipmate.conversation.TurnResult;
import dev.shipmate.conversation.Witness;
import dev.shipmate.diagnosis.Remedy;
import dev.shipmate.doctor.ClusterAccess;
import dev.shipmate.doctor.Doctor;
import dev.shipmate.image.Outcome;
import dev.shipmate.model.ModelCheckup;
import dev.shipmate.pipeline.Doors;
import dev.shipmate.pipeline.FailureReport;
import dev.shipmate.pipeline.Shipment;
import dev.shipmate.pipeline.Shipping;
import dev.shipmate.planning.RulePlanner;
import dev.shipmate.process.ProgramRunner;
import dev.shipmate.project.EnvironmentSpec;
import dev.shipmate.project.Project;
import dev.shipmate.redaction.PatternRedactor;
import dev.shipmate.redaction.Redactor;
import dev.shipmate.session.SessionStore;
import dev.shipmate.session.StoredSession;
import dev.shipmate.terminal.BoardScreen;
import dev.shipmate.terminal.Console;
import dev.shipmate.terminal.FindingScreen;
import dev.shipmate.terminal.RunScreen;
import dev.shipmate.terminal.Shell;
import dev.shipmate.terminal.SingleTurn;
import dev.shipmate.terminal.Ttys;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.pipeline.Origin;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/// The one place where constructors are wired.
final class Application implements Services, AutoCloseable {
    private static final Duration PIPE_PATIENCE = Duration.ofSeconds(10);

    private final Console.Streams streams;
    private final Ttys ttys;
    private final Map<String, String> environment;
    private final Folders folders;
    private final Redactor redactor = new PatternRedactor();
    private final AuditLog auditLog;
    private final Shipyard shipyard;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    Application(Console.Streams streams, Ttys ttys, Map<String, String> environment) {
        this.streams = streams;
        this.ttys = ttys;
        this.environment = Map.copyOf(environment);
        this.folders = Folders.of(environment);
        this.auditLog = new AuditLog(
                folders.state().resolve("audit.jsonl"), Clock.systemUTC(), System.getProperty("user.name", ""));
        this.shipyard = new Shipyard(this.environment, folders, redactor);
    }

    int run(String... arguments) {
        var piped = new PipedText(streams.in(), !ttys.in(), PIPE_PATIENCE);
        int code = ShipmateCommand.run(this, piped, streams.out(), streams.err(), arguments);
        if (streams.out().checkError()) {
            streams.err().println("shipmate: Cannot write the answer to standard output.");
            return ExitCode.FAILED.code();
        }
        return code;
    }

    @Override
    public Session session(Endpoints endpoints, SessionOptions options) {
        return session(endpoints, options, Pipelines.HERE);
    }

    @Override
    public Session chat(Endpoints endpoints, SessionOptions options, StoredSession stored) {
        return session(endpoints, options, Pipelines.HERE, Witness.both(audit(), stored));
    }

    @Override
    public SessionStore sessions() {
        return new SessionStore(folders.state().resolve("sessions"), redactor, Clock.systemUTC());
    }

    @Override
    public Session session(Endpoints endpoints, SessionOptions options, Origin origin) {
        return session(endpoints, options, origin, audit());
    }

    private Session session(Endpoints endpoints, SessionOptions options, Origin origin, Witness witness) {
        var clusters = clusters(endpoints, origin);
        Path journal = folders.state().resolve("undo.jsonl");
        return new LiveSession(
                clusters,
                new Models(endpoints, environment, folders.cache()),
                RulePlanner.inBackground(() -> !endpoints.sandbox() && Pipelines.ships(origin)),
                new LiveSession.Memory(new UndoFile(journal), redactor, witness),
                options);
    }

    @Override
    public Arena.Source arenas(Endpoints endpoints, SessionOptions options) {
        return new Arenas(endpoints, options, new Models(endpoints, environment, folders.cache()), shipyard, redactor);
    }

    private Clusters clusters(Endpoints endpoints) {
        return clusters(endpoints, Pipelines.HERE);
    }

    private Clusters clusters(Endpoints endpoints, Origin origin) {
        var clusters = new Clusters(endpoints, redactor, new Pipelines(shipyard, redactor, origin));
        open.push(clusters);
        return clusters;
    }

    @Override
    public List<ToolSpec<?>> tools() {
        return Clusters.tools(redactor);
    }

    @Override
    public Doctor doctor(Endpoints endpoints) {
        var clusters = clusters(endpoints);
        var models = new Models(endpoints, environment, folders.cache());
        return Doctor.of(
                ClusterAccess.of(() -> clusters.open(endpoints.context(), endpoints.namespace())),
                new ModelCheckup(models.settings("")),
                models.wanted(),
                new ProgramRunner(),
                environment);
    }

    @Override
    public Cluster cluster(Endpoints endpoints) {
        var clusters = clusters(endpoints);
        return clusters.open(endpoints.context(), endpoints.namespace());
    }

    @Override
    public AuditLog auditLog() {
        return auditLog;
    }

    @Override
    public AuditTrail audit() {
        return new AuditTrail(auditLog, redactor);
    }

    @Override
    public Redactor redactor() {
        return redactor;
    }

    @Override
    public int shell(Session session, View view) {
        Path history = folders.state().resolve("history");
        return new Console(streams, ttys, environment, view.noColor())
                .run(new Shell(session, redactor, history, ShipmateCommand.version(), Clock.systemUTC()));
    }

    @Override
    public SingleTurn turn(View view) {
        return new Console(streams, ttys, environment, view.noColor()).turn(view.quiet(), Clock.systemUTC());
    }

    @Override
    public Shipping shipping(Project project, EnvironmentSpec environment, Endpoints endpoints, Doors doors) {
        var clusters = clusters(endpoints);
        Cluster cluster = clusters.open(endpoints.context(), endpoints.namespace());
        return shipyard.shipping(
                new Shipment(project, environment, cluster),
                clusters.options(endpoints.context(), endpoints.namespace()),
                doors);
    }

    @Override
    public RunScreen runs(View view) {
        return new Console(streams, ttys, environment, view.noColor()).runs(view.quiet(), Clock.systemUTC());
    }

    @Override
    public FindingScreen findings(View view) {
        return new Console(streams, ttys, environment, view.noColor()).findings(view.quiet());
    }

    @Override
    public BoardScreen board(View view) {
        return new Console(streams, ttys, environment, view.noColor()).board();
    }

    @Override
    public boolean mend(Remedy remedy, Session session, View view) {
        try (SingleTurn turn = turn(view)) {
            TurnResult result = session.mend(remedy, turn.listener(), turn.approver());
            turn.show(result);
            return switch (result.outcome()) {
                case ANSWERED -> true;
                case REFUSED,
                        NEEDS_APPROVAL,
                        GAVE_UP,
                        FAILED,
                        MODEL_UNREACHABLE,
                        CLUSTER_UNREACHABLE,
                        CANCELLED,
                        STOPPED_AFTER_CHANGE -> false;
            };
        }
    }

    @Override
    public int troubleshoot(FailureReport failure, Session session, View view) {
        session.troubleshoot(failure);
        return shell(session, view);
    }

    @Override
    public Outcome<Long> pruneBuildCache(Duration age) {
        return shipyard.pruneBuildCache(age);
    }

    @Override
    public TurnListener trace(Path file) {
        return new TraceFile(file, redactor, Clock.systemUTC());
    }

    @Override
    public void close() {
        for (AutoCloseable resource : open) {
            try {
                resource.close();
            } catch (Exception e) {
                streams.err().println("shipmate: could not close %s: %s".formatted(resource, e.getMessage()));
            }
        }
        open.clear();
    }
}
