package dev.shipmate.helm;

import java.util.List;
import java.util.Locale;

/// An object that Helm creates around a change and not as a part of the release, mostly a Job.
///
/// @param events when it runs, such as `pre-upgrade`
/// @param phase how its last run ended: `Succeeded`, `Failed`, `Running`, or empty
public record ReleaseHook(String kind, String name, List<String> events, String phase, String manifest) {
    public ReleaseHook {
        events = List.copyOf(events);
    }

    boolean failed() {
        return phase.equals("Failed");
    }

    /// As kubectl writes it: `job/todo-migrate`.
    public String display() {
        return kind.toLowerCase(Locale.ROOT) + "/" + name;
    }
}
