package dev.shipmate.cli;

import dev.shipmate.conversation.Outcome;

/// What a command's exit status says to a script.
public enum ExitCode {
    ANSWERED(0),
    FAILED(1),
    WRONG_USAGE(2),
    NEEDS_APPROVAL(3),
    GAVE_UP(4),
    MODEL_UNREACHABLE(5),
    CLUSTER_UNREACHABLE(6),
    PROBLEMS_FOUND(10);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    static ExitCode of(Outcome outcome) {
        return switch (outcome) {
            case ANSWERED -> ANSWERED;
            case REFUSED, FAILED, CANCELLED, STOPPED_AFTER_CHANGE -> FAILED;
            case NEEDS_APPROVAL -> NEEDS_APPROVAL;
            case GAVE_UP -> GAVE_UP;
            case MODEL_UNREACHABLE -> MODEL_UNREACHABLE;
            case CLUSTER_UNREACHABLE -> CLUSTER_UNREACHABLE;
        };
    }
}
