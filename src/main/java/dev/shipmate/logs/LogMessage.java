package dev.shipmate.logs;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// How bad an entry is, and what it says without the time, level and names that stand before it.
record LogMessage(Severity severity, String text) {
    private static final List<String> LEVEL_FIELDS =
            List.of("level", "lvl", "severity", "levelname", "log.level", "loglevel", "@l", "s");
    private static final List<String> TEXT_FIELDS = List.of("msg", "message", "event", "@m", "@mt", "log");
    private static final List<String> CAUSE_FIELDS =
            List.of("error", "err", "exception", "exc_info", "error.message", "reason", "stack_trace");
    private static final Map<String, Severity> LETTERS = Map.of(
            "D", Severity.DEBUG,
            "I", Severity.INFO,
            "W", Severity.WARNING,
            "E", Severity.ERROR,
            "F", Severity.FATAL);

    private static final List<String> BAD = List.of(
            "error",
            "exception",
            "panic",
            "fatal",
            "fail",
            "refused",
            "denied",
            "cannot ",
            "could not",
            "unable to",
            "timed out",
            "unreachable",
            "killed",
            "out of memory",
            "no such file",
            "not found",
            "segmentation fault",
            "missing ");
    private static final List<String> DOUBTFUL =
            List.of("warn", "deprecat", "retry", "retrying", "timeout", "unhealthy");
    private static final List<String> HARMLESS = List.of(
            "0 error",
            "no error",
            "without error",
            "errors=0",
            "errors: 0",
            "0 failed",
            "0 failures",
            "error_log",
            "error handler",
            "error page");
    /// The earlier one counts more.
    private static final Phrases TELLING =
            new Phrases(Stream.of(HARMLESS, BAD, DOUBTFUL).flatMap(List::stream).toList());

    /// What an entry says; a stack trace is an error even where nobody wrote so.
    static LogMessage of(LogEntry entry) {
        String head = entry.head();
        int start = entry.timeLength();
        LogMessage message = head.startsWith("{", start)
                ? ofFields(LogFields.json(head.substring(start)), head)
                : head.contains("level=") || head.contains("lvl=")
                        ? ofFields(LogFields.logfmt(head.substring(start)), head)
                        : ofPlain(head);
        String cause = entry.cause();
        if (!cause.isEmpty()) {
            String text = message.text().startsWith("Traceback (most") ? cause : message.text() + " | " + cause;
            return new LogMessage(worse(message.severity(), Severity.ERROR), text);
        }
        boolean trace = entry.size() > 2 && entry.lines().get(1).strip().startsWith("at ");
        return trace ? new LogMessage(worse(message.severity(), Severity.ERROR), message.text()) : message;
    }

    private static LogMessage ofFields(Map<String, String> fields, String line) {
        String level = first(fields, LEVEL_FIELDS);
        Optional<Severity> said = Severity.of(level).or(() -> Optional.ofNullable(LETTERS.get(level)));
        String text = first(fields, TEXT_FIELDS);
        if (text.isEmpty()) {
            return new LogMessage(atLeastStatus(said.orElseGet(() -> guess(line)), line), line);
        }
        String cause =
                first(fields, CAUSE_FIELDS).lines().reduce((_, last) -> last).orElse("");
        String whole = cause.isEmpty() || text.contains(cause) ? text : text + ": " + cause;
        return new LogMessage(atLeastStatus(said.orElseGet(() -> guess(whole)), line), whole);
    }

    private static String first(Map<String, String> fields, List<String> names) {
        for (String name : names) {
            String value = fields.getOrDefault(name, "");
            if (!value.isBlank()) {
                return value;
            }
        }
        return "";
    }

    private static LogMessage ofPlain(String line) {
        LinePrefix prefix = LinePrefix.of(line);
        String text = line.substring(prefix.length());
        return new LogMessage(atLeastStatus(prefix.severity().orElseGet(() -> guess(text)), text), text);
    }

    /// A request that failed on the server's side is an error at whatever level it was logged.
    private static Severity atLeastStatus(Severity severity, String text) {
        return HttpStatus.classOf(text) == 5 ? worse(severity, Severity.ERROR) : severity;
    }

    private static Severity guess(String text) {
        BitSet found = TELLING.in(text);
        int first = found.nextSetBit(0);
        if (first < 0 || first < HARMLESS.size() || HttpStatus.classOf(text) != HttpStatus.NONE) {
            return Severity.INFO;
        }
        if (startsWith(text, "panic: ") || startsWith(text, "fatal")) {
            return Severity.FATAL;
        }
        return first < HARMLESS.size() + BAD.size() ? Severity.ERROR : Severity.WARNING;
    }

    private static boolean startsWith(String text, String word) {
        return text.regionMatches(true, 0, word, 0, word.length());
    }

    private static Severity worse(Severity one, Severity other) {
        return one.isAtLeast(other) ? one : other;
    }
}
