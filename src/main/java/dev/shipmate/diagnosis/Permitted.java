package dev.shipmate.diagnosis;

import dev.shipmate.cluster.ClusterException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads what the user may perhaps not see: most findings are made without it.
final class Permitted {
    private Permitted() {}

    /// What `reading` finds; nothing when the user has no right to it.
    static <T> Optional<T> find(Supplier<Optional<T>> reading) {
        var found = new ArrayList<T>();
        look(() -> reading.get().ifPresent(found::add));
        return found.stream().findFirst();
    }

    /// Runs `reading`, and leaves it when the user has no right to it.
    static void look(Runnable reading) {
        try {
            reading.run();
        } catch (ClusterException e) {
            switch (e.code()) {
                case FORBIDDEN -> {}
                case UNREACHABLE, UNAUTHORIZED, CONFLICT, INVALID, SERVER_ERROR -> throw e;
            }
        }
    }
}
