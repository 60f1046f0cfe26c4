package dev.shipmate.diagnosis;

import dev.shipmate.cluster.ClusterException;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;

/// What could not be seen. One kind that the user may not read, or that the server cannot list, does not keep the
/// others from being looked at; but nobody is to believe that it is in order.
final class Sight {
    private final ConcurrentSkipListSet<String> unseen = new ConcurrentSkipListSet<>();

    /// Runs `reading`, and remembers `what` when it is not possible.
    void look(String what, Runnable reading) {
        try {
            reading.run();
        } catch (ClusterException e) {
            switch (e.code()) {
                case FORBIDDEN -> unseen.add("%s (not permitted)".formatted(what));
                case SERVER_ERROR -> unseen.add("%s (%s)".formatted(what, e.getMessage()));
                case UNREACHABLE, UNAUTHORIZED, CONFLICT, INVALID -> throw e;
            }
        }
    }

    /// Plurals, each with the reason.
    List<String> unseen() {
        return List.copyOf(unseen);
    }
}
