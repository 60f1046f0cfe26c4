package dev.shipmate.pipeline;

import dev.shipmate.diagnosis.Remedy;

/// A way on from a failed run.
public sealed interface Offer {
    /// Make this change, then go on from the step that failed.
    record Apply(Remedy remedy) implements Offer {}

    /// Go back to an earlier revision of the release.
    record RollBack(int revision) implements Offer {}

    /// Take the release away, because no revision of it was ever good.
    record Uninstall() implements Offer {}

    /// Go on from the step that failed, once a person has mended what is in the way.
    record Resume(String after) implements Offer {}
}
