package dev.shipmate.cluster;

/// The API server could not be reached, or would not answer. The message says what failed, where, and what to
/// do next.
public final class ClusterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;

    /// The classes of failure.
    public enum Code {
        UNREACHABLE,
        UNAUTHORIZED,
        FORBIDDEN,
        CONFLICT,
        INVALID,
        SERVER_ERROR
    }

    public ClusterException(Code code, String message) {
        super(message);
        this.code = code;
    }

    public ClusterException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
