package dev.shipmate.model;

/// A model could not be reached or would not answer. The message says what failed, where, and what to do next.
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;

    /// The classes of failure.
    public enum Code {
        /// No server answers at the address.
        UNREACHABLE,
        /// The server does not have the model.
        MISSING,
        /// The model cannot take part in this protocol: it refuses tools or a grammar.
        UNSUPPORTED,
        /// The prompt does not fit into the window.
        TOO_LONG,
        /// No sign of life within the time limit.
        TIMEOUT,
        /// The server failed, or said something that cannot be understood.
        SERVER_ERROR
    }

    public ModelException(Code code, String message) {
        super(message);
        this.code = code;
    }

    public ModelException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
