package dev.shipmate.verification;

/// Something that a deployed app has to prove.
public sealed interface Check permits HttpCheck, PodsCheck, RestartCheck, TokenCheck, ConnectionsCheck {
    /// What is proved, in the words of the project file; no two checks have the same.
    String name();

    /// Where it stands in the project file, such as `verify[3]`.
    String place();

    /// What it changes in the cluster, to be said before it runs; empty for a check that only looks.
    default String announcement() {
        return "";
    }

    /// The name of a check that must have passed before this one means anything; empty for none.
    default String after() {
        return "";
    }

    /// Whether it removes what other checks left. Then it runs at the end, whatever happened before.
    default boolean cleanup() {
        return false;
    }
}
