package dev.shipmate.conversation;

/// Unwinds a turn that has to end now.
final class TurnStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    enum Reason {
        /// The user stopped it.
        CANCELLED,
        ROUNDS,
        TOKENS,
        TIME
    }

    TurnStopped(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
