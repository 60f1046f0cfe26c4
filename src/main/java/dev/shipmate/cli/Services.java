package dev.shipmate.cli;

import dev.shipmate.audit.AuditLog;
import dev.shipmate.audit.AuditTrail;
import dev.shipmate.benchmark.Arena;
import dev.shipmate.cluster.Cluster;
import dev.shipmate.conversation.Session;
import dev.shipmate.conversation.SessionOptions;
import dev.shipmate.conversation.TurnListener;
import dev.shipmate.diagnosis.Remedy;
import dev.shipmate.doctor.Doctor;
import dev.shipmate.image.Outcome;
import dev.shipmate.pipeline.Doors;
import dev.shipmate.pipeline.FailureReport;
import dev.shipmate.pipeline.Shipping;
import dev.shipmate.project.EnvironmentSpec;
import dev.shipmate.project.Project;
import dev.shipmate.redaction.Redactor;
import dev.shipmate.session.SessionStore;
import dev.shipmate.session.StoredSession;
import dev.shipmate.terminal.BoardScreen;
import dev.shipmate.terminal.FindingScreen;
import dev.shipmate.terminal.RunScreen;
import dev.shipmate.terminal.SingleTurn;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.pipeline.Origin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What commands can ask for. Everything is made at first use, so that `--help` and `--version` touch neither a
/// cluster nor a model.
public interface Services {
    Session session(Endpoints endpoints, SessionOptions options);

    /// A session that ships from somewhere else than the folder that the user is in.
    Session session(Endpoints endpoints, SessionOptions options, Origin origin);

    /// A session whose turns are kept.
    Session chat(Endpoints endpoints, SessionOptions options, StoredSession stored);

    /// Where models are tried: sessions that nothing is kept of.
    Arena.Source arenas(Endpoints endpoints, SessionOptions options);

    /// The sessions that are kept.
    SessionStore sessions();

    /// Every tool that there is; no cluster is needed to name them.
    List<ToolSpec<?>> tools();

    Doctor doctor(Endpoints endpoints);

    /// The cluster alone, for commands that need no conversation.
    Cluster cluster(Endpoints endpoints);

    /// What was asked and changed, and who allowed it.
    AuditLog auditLog();

    /// Writes to it.
    AuditTrail audit();

    /// What takes secrets out of everything that is shown.
    Redactor redactor();

    /// The interactive shell on a session; returns the exit code when the user leaves.
    int shell(Session session, View view);

    /// One turn shown to a person: progress on standard error, the answer on standard output when it is shown.
    SingleTurn turn(View view);

    /// Appends each event to a file as a line of JSON.
    TurnListener trace(Path file);

    /// What can be done with a project in one of its environments.
    ///
    /// @param doors keeps the forwards that make the app reachable; whoever made it closes it
    Shipping shipping(Project project, EnvironmentSpec environment, Endpoints endpoints, Doors doors);

    /// Where runs of the pipeline are shown, and a person is asked about them.
    RunScreen runs(View view);

    /// Where findings are shown.
    FindingScreen findings(View view);

    /// Where a board is shown until the user leaves.
    BoardScreen board(View view);

    /// Makes the change that a remedy describes, asking first. Says whether it was made.
    boolean mend(Remedy remedy, Session session, View view);

    /// The interactive shell on a session that knows why a run failed; returns the exit code when the user leaves.
    int troubleshoot(FailureReport failure, Session session, View view);

    /// Removes build cache that was not used for so long, and says how many bytes that freed.
    Outcome<Long> pruneBuildCache(Duration age);

    /// How things are shown.
    record View(boolean quiet, boolean noColor) {}
}
