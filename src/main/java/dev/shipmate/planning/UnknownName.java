package dev.shipmate.planning;

import java.util.List;

/// A name that the user typed and nothing has. `what` is the kind of thing, such as `namespace` or `workload`;
/// `nearest` are names that exist, best first.
public record UnknownName(String what, String name, List<String> nearest) {
    public UnknownName {
        nearest = List.copyOf(nearest);
    }
}
