package dev.shipmate.monitoring;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where a person opens the app that runs in the namespace, and how it was last verified.
public record BoardApp(List<URI> addresses, Optional<Verified> verified) {
    /// There is no project file, so nothing is known.
    public static final BoardApp UNKNOWN = new BoardApp(List.of(), Optional.empty());

    public BoardApp {
        addresses = List.copyOf(addresses);
    }

    /// How the newest verification ended.
    ///
    /// @param revision 0 when it is not known
    public record Verified(Instant at, int revision, boolean passed, String summary) {}
}
