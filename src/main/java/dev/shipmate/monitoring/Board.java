package dev.shipmate.monitoring;

import java.time.Instant;
import java.util.List;

/// A namespace at a moment, ready to be drawn: nothing in it is a secret, or could steer a terminal.
///
/// @param context of the kubeconfig
/// @param loading whether some kinds have not been listed yet
/// @param rows the worst first
/// @param services the worst first
/// @param warnings the newest first
/// @param errors of all rows together
/// @param notes what cannot be seen, and why
public record Board(
        String context,
        String namespace,
        Instant at,
        BoardApp app,
        boolean loading,
        List<BoardRow> rows,
        List<BoardService> services,
        List<BoardWarning> warnings,
        BoardErrors errors,
        Followed followed,
        List<String> notes) {
    public Board {
        rows = List.copyOf(rows);
        services = List.copyOf(services);
        warnings = List.copyOf(warnings);
        notes = List.copyOf(notes);
    }

    /// How many of the running containers have their logs followed.
    public record Followed(int followed, int running) {}
}
