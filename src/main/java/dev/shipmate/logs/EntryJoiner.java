package dev.shipmate.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Joins the lines of one container to entries: a stack trace of Python, Java, Node, Go or Rust, and lines that are
/// indented, belong to the line before them.
final class EntryJoiner {
    /// A program that indents everything must not become one endless entry.
    private static final int MOST_LINES = 400;

    private static final int LONGEST_NAME = 200;
    private static final Pattern EXCEPTION = Pattern.compile(
            "(?:[A-Za-z_$][\\w$]*\\.)*[A-Z][\\w$]*(?:Error|Exception|Throwable)|(?:Type|Range|Syntax)?Error");
    private static final String TRACEBACK = "Traceback (most recent call last)";
    private static final String PEM_BEGIN = "-----BEGIN ";
    private static final String PEM_END = "-----END ";
    private static final String CHAINED = "During handling of the above exception";
    private static final String DIRECT = "The above exception was the direct cause";

    private final Consumer<LogEntry> each;
    private String head = "";
    private long nanos = TimeStamp.NONE;
    private boolean open;
    private List<String> more = List.of();
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

    void accept(long time, String line) {
        if (open && continues(line) && more.size() < MOST_LINES) {
            if (more.isEmpty()) {
                more = new ArrayList<>();
            }
            more.add(line);
            follow(line);
        } else {
            end();
            open = true;
            head = line;
            nanos = time;
            begin(line);
        }
    }

    /// Whether what was begun may not be handed over in parts, because a secret would not be known for one.
    boolean isInSecret() {
        return trace == Trace.PEM;
    }

    /// Hands over the entry that may have gone on.
    void end() {
        if (open) {
            each.accept(new LogEntry(nanos, head, more, cause));
        }
        open = false;
        more = List.of();
        cause = "";
        trace = Trace.NONE;
        reopened = false;
    }

    private void begin(String line) {
        if (line.isEmpty()) {
            return;
        }
        switch (line.charAt(0)) {
            case 'T' -> trace = line.startsWith(TRACEBACK) ? Trace.PYTHON : trace;
            case 'p', 'f' -> trace = line.startsWith("panic: ") || line.startsWith("fatal error: ") ? Trace.GO : trace;
            case 't' -> trace = line.startsWith("thread '") && line.contains("panicked at") ? Trace.RUST : trace;
            default -> {}
        }
        if (line.contains(PEM_BEGIN) && !line.contains(PEM_END)) {
            trace = Trace.PEM;
        }
    }

    private boolean continues(String line) {
        if (line.isEmpty()) {
            return trace != Trace.NONE;
        }
        char first = line.charAt(0);
        if (first == ' ' || first == '\t') {
            return !line.isBlank();
        }
        boolean known = switch (first) {
            case '}', ']', ')' -> !more.isEmpty() && line.length() <= 3;
            case 'C' -> line.startsWith("Caused by: ");
            case 'S' -> line.startsWith("Suppressed: ");
            case 'T' -> line.startsWith(TRACEBACK) || line.startsWith(DIRECT);
            case 'D' -> line.startsWith(CHAINED);
            default -> false;
        };
        return known || inTrace(line, first) || isException(line, first);
    }

    private boolean inTrace(String line, char first) {
        return switch (trace) {
            case NONE -> false;
            // The line after the frames names the exception; its message may go on in brackets.
            case PYTHON ->
                (cause.isEmpty() || reopened) ? (lastIsIndented() && !isDigit(first)) : (first == '[' || first == '(');
            case GO ->
                line.startsWith("goroutine ")
                        || line.startsWith("[signal ")
                        || line.startsWith("created by ")
                        || line.startsWith("exit status ")
                        || (!isDigit(first) && line.endsWith(")"));
            case RUST -> more.isEmpty() || line.startsWith("note: ");
            case PEM -> true;
        };
    }

    /// The name of an exception alone at the start of a line goes on from the message that was logged with it.
    private boolean isException(String line, char first) {
        return trace == Trace.NONE
                && more.isEmpty()
                && Character.isLetter(first)
                && isExceptionName(line)
                && !isExceptionName(head);
    }

    private boolean lastIsIndented() {
        return !more.isEmpty()
                && !more.getLast().isEmpty()
                && Character.isWhitespace(more.getLast().charAt(0));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isExceptionName(String line) {
        if (line.startsWith("Exception in thread ")) {
            return true;
        }
        int space = line.indexOf(' ');
        int colon = line.indexOf(':');
        int end = colon < 0 ? line.length() : colon;
        return (space < 0 || space > end)
                && end < LONGEST_NAME
                && EXCEPTION.matcher(line).region(0, end).matches();
    }

    private void follow(String line) {
        if (line.contains(PEM_BEGIN)) {
            trace = Trace.PEM;
        } else if (trace == Trace.PEM) {
            trace = line.contains(PEM_END) ? Trace.NONE : trace;
        } else if (line.startsWith(TRACEBACK)) {
            trace = Trace.PYTHON;
            reopened = true;
        } else if (line.startsWith("Caused by: ") || isNamed(line)) {
            cause = line;
            reopened = false;
        }
    }

    /// Whether a line that goes on names what went wrong.
    private boolean isNamed(String line) {
        if (line.isEmpty() || Character.isWhitespace(line.charAt(0))) {
            return false;
        }
        return switch (trace) {
            case PYTHON -> reopened || cause.isEmpty();
            case RUST -> cause.isEmpty();
            case NONE -> cause.isEmpty() && isExceptionName(line);
            case GO, PEM -> false;
        };
    }
}
