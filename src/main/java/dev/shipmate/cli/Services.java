package dev.shipmate.cli;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.conversation.Session;
import dev.shipmate.conversation.SessionOptions;
import dev.shipmate.conversation.TurnListener;
import dev.shipmate.doctor.Doctor;
import dev.shipmate.terminal.SingleTurn;
import dev.shipmate.tool.ToolSpec;
import java.nio.file.Path;
import java.util.List;

/// What commands can ask for. Everything is made at first use, so that `--help` and `--version` touch neither a
/// cluster nor a model.
public interface Services {
    Session session(Endpoints endpoints, SessionOptions options);

    /// Every tool that there is; no cluster is needed to name them.
    List<ToolSpec<?>> tools();

    Doctor doctor(Endpoints endpoints);

    /// The cluster alone, for commands that need no conversation.
    Cluster cluster(Endpoints endpoints);

    /// The interactive shell on a session; returns the exit code when the user leaves.
    int shell(Session session, View view);

    /// One turn shown to a person: progress on standard error, the answer on standard output when it is shown.
    SingleTurn turn(View view);

    /// Appends each event to a file as a line of JSON.
    TurnListener trace(Path file);

    /// How things are shown.
    record View(boolean quiet, boolean noColor) {}
}
