package dev.shipmate.approval;

/// What counts of a turn when one of its changes is decided on.
///
/// @param tainted whether it has read text that somebody in the cluster wrote freely
/// @param approved whether a person has said yes to all that it changes
public record Circumstances(boolean tainted, boolean approved) {
    /// Nothing was read, and nothing approved.
    public static final Circumstances PLAIN = new Circumstances(false, false);
}
