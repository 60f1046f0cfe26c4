package dev.shipmate.conversation;

/// How a turn ended.
public enum Outcome {
    ANSWERED("answered"),
    /// A user, or the policy, said no to the change that was asked for.
    REFUSED("refused"),
    /// A change is planned and nobody is there to approve it. Nothing was changed.
    NEEDS_APPROVAL("needs-approval"),
    /// A budget ended before there was an answer; the facts collected so far are told.
    GAVE_UP("gave-up"),
    FAILED("failed"),
    MODEL_UNREACHABLE("failed"),
    CLUSTER_UNREACHABLE("failed"),
    /// The user stopped it before anything was changed.
    CANCELLED("failed"),
    /// A change was made, and the user stopped what came after it.
    STOPPED_AFTER_CHANGE("changed");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    /// The word in JSON output.
    public String word() {
        return word;
    }
}
