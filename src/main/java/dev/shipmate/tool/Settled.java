package dev.shipmate.tool;

/// Whether a change was seen to take effect.
public enum Settled {
    /// It did, or there is nothing to wait for, such as in a paused rollout.
    YES,
    /// It failed, was not done in time, or could not be seen any more.
    NO,
    /// The user stopped waiting before it was known.
    UNWATCHED
}
