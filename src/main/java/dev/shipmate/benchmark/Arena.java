package dev.shipmate.benchmark;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.conversation.Session;
import java.util.List;

/// A cluster to try a model on, and a session there with that model.
public interface Arena extends AutoCloseable {
    Session session();

    Cluster cluster();

    @Override
    void close();

    /// Makes arenas.
    interface Source {
        /// The models that could be tried, best first.
        List<String> models();

        /// A fresh one; whoever asked for it closes it.
        ///
        /// @param seed the same for each attempt that is to come out alike
        Arena open(Setting setting, int seed);
    }
}
