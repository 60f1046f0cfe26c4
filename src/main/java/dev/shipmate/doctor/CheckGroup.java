package dev.shipmate.doctor;

import java.time.Duration;
import java.util.List;

/// Checks that build on each other. Groups do not, so they run side by side.
interface CheckGroup {
    /// Names the group when it does not come to an end.
    String name();

    Duration limit();

    List<Check> run();
}
