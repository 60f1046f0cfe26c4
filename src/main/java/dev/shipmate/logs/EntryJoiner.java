package dev.shipmate.logs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/// Joins the lines of one container to entries: a stack trace of Python, Java, Node, Go or Rust, and lines that are
/// indented, belong to the line before them.
final class EntryJoiner {
    /// A program that indents everything must not become one endless entry.
    private static final int MOST_LINES = 400;

    private final Consumer<LogEntry> each;
    /// The lines of the entry that may go on, with a line feed between them.
    private byte[] bytes = new byte[1_024];
    private int length;
    private int headLength;
    private int lines;
    private long nanos = TimeStamp.NONE;
    private boolean lastIsIndented;
    private String cause = "";
    private Trace trace = Trace.NONE;
    /// Whether the frames of a chained traceback are being read.
    private boolean reopened;

    /// Which kind of stack trace the entry is in.
    private enum Trace {
        NONE,
        PYTHON,
        GO,
        RUST,
        /// A key or a certificate, up to its last line.
        PEM
    }

    EntryJoiner(Consumer<LogEntry> each) {
        this.each = each;
    }

    void accept(long time, byte[] from, int start, int end) {
        if (lines > 0 && lines <= MOST_LINES && goesOn(from, start, end)) {
            append(from, start, end);
            follow(from, start, end);
        } else {
            end();
            nanos = time;
            append(from, start, end);
            headLength = length;
            begin(from, start, end);
        }
    }

    /// Whether what was begun may not be handed over in parts, because a secret would not be known for one.
    boolean isInSecret() {
        return trace == Trace.PEM;
    }

    /// Hands over the entry that may have gone on.
    void end() {
        if (lines > 0) {
            each.accept(new LogEntry(nanos, Arrays.copyOf(bytes, length), headLength, lines, cause));
        }
        length = 0;
        lines = 0;
        cause = "";
        trace = Trace.NONE;
        reopened = false;
    }

    private void append(byte[] from, int start, int end) {
        int needed = length + 1 + end - start;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        }
        if (lines > 0) {
            bytes[length++] = '\n';
        }
        System.arraycopy(from, start, bytes, length, end - start);
        length += end - start;
        lines++;
        lastIsIndented = start < end && LineMark.isBlank(from[start]);
    }

    private void begin(byte[] from, int start, int end) {
        if (start == end) {
            return;
        }
        switch (from[start]) {
            case 'T' -> trace = LineMark.TRACEBACK.begins(from, start, end) ? Trace.PYTHON : trace;
            case 'p' -> trace = LineMark.PANIC.begins(from, start, end) ? Trace.GO : trace;
            case 'f' -> trace = LineMark.FATAL.begins(from, start, end) ? Trace.GO : trace;
            case 't' ->
                trace = LineMark.THREAD.begins(from, start, end) && LineMark.PANICKED.isIn(from, start, end)
                        ? Trace.RUST
                        : trace;
            default -> {}
        }
        if (LineMark.PEM_BEGIN.isIn(from, start, end) && !LineMark.PEM_END.isIn(from, start, end)) {
            trace = Trace.PEM;
        }
    }

    private boolean goesOn(byte[] from, int start, int end) {
        if (start == end) {
            return trace != Trace.NONE;
        }
        byte first = from[start];
        if (first == ' ' || first == '\t') {
            return !LineMark.isBlank(from, start, end);
        }
        boolean known = switch (first) {
            case '}', ']', ')' -> lines > 1 && end - start <= 3;
            case 'C' -> LineMark.CAUSED_BY.begins(from, start, end);
            case 'S' -> LineMark.SUPPRESSED.begins(from, start, end);
            case 'T' -> LineMark.TRACEBACK.begins(from, start, end) || LineMark.DIRECT.begins(from, start, end);
            case 'D' -> LineMark.CHAINED.begins(from, start, end);
            default -> false;
        };
        return known || inTrace(from, start, end) || isException(from, start, end);
    }

    private boolean inTrace(byte[] from, int start, int end) {
        byte first = from[start];
        boolean digit = first >= '0' && first <= '9';
        return switch (trace) {
            case NONE -> false;
            // The line after the frames names the exception; its message may go on in brackets.
            case PYTHON -> (cause.isEmpty() || reopened) ? (lastIsIndented && !digit) : (first == '[' || first == '(');
            case GO ->
                LineMark.GOROUTINE.begins(from, start, end)
                        || LineMark.SIGNAL.begins(from, start, end)
                        || LineMark.CREATED_BY.begins(from, start, end)
                        || LineMark.EXIT_STATUS.begins(from, start, end)
                        || (!digit && from[end - 1] == ')');
            case RUST -> lines == 1 || LineMark.NOTE.begins(from, start, end);
            case PEM -> true;
        };
    }

    /// The name of an exception alone at the start of a line goes on from the message that was logged with it.
    private boolean isException(byte[] from, int start, int end) {
        return trace == Trace.NONE
                && lines == 1
                && ExceptionName.begins(from, start, end)
                && !ExceptionName.begins(bytes, 0, headLength);
    }

    private void follow(byte[] from, int start, int end) {
        if (LineMark.PEM_BEGIN.isIn(from, start, end)) {
            trace = Trace.PEM;
        } else if (trace == Trace.PEM) {
            trace = LineMark.PEM_END.isIn(from, start, end) ? Trace.NONE : trace;
        } else if (LineMark.TRACEBACK.begins(from, start, end)) {
            trace = Trace.PYTHON;
            reopened = true;
        } else if (LineMark.CAUSED_BY.begins(from, start, end) || isNamed(from, start, end)) {
            cause = new String(from, start, end - start, StandardCharsets.UTF_8);
            reopened = false;
        }
    }

    /// Whether a line that goes on names what went wrong.
    private boolean isNamed(byte[] from, int start, int end) {
        if (start == end || LineMark.isBlank(from[start])) {
            return false;
        }
        return switch (trace) {
            case PYTHON -> reopened || cause.isEmpty();
            case RUST -> cause.isEmpty();
            case NONE -> cause.isEmpty() && ExceptionName.begins(from, start, end);
            case GO, PEM -> false;
        };
    }
}
