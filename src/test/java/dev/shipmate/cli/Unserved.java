package dev.shipmate.cli;

import dev.shipmate.benchmark.Arena;
import dev.shipmate.cluster.Cluster;
import dev.shipmate.conversation.Session;
import dev.shipmate.conversation.SessionOptions;
import dev.shipmate.conversation.TurnListener;
import dev.shipmate.doctor.Doctor;
import dev.shipmate.terminal.SingleTurn;
import dev.shipmate.tool.ToolSpec;
import java.nio.file.Path;
import java.util.List;

/// Services that a test has no use for.
abstract class Unserved implements Services {
    @Override
    public List<ToolSpec<?>> tools() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Doctor doctor(Endpoints endpoints) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Cluster cluster(Endpoints endpoints) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int shell(Session session, View view) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SingleTurn turn(View view) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TurnListener trace(Path path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Arena.Source arenas(Endpoints endpoints, SessionOptions options) {
        throw new UnsupportedOperationException();
    }
}
