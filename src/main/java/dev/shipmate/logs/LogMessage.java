package dev.shipmate.logs;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private static final List<String> METHODS =
            List.of("GET /", "POST /", "PUT /", "DELETE /", "PATCH /", "HEAD /", "OPTIONS /");
    private static final Pattern STATUS =
            Pattern.compile("\\b(?:GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS) \\S+(?: HTTP/[\\d.]+)?\"? (\\d)\\d\\d\\b"
                    + "|\"?\\b(?:status|status_code|statusCode)\"?[=:] ?\"?(\\d)\\d\\d\\b");
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

    /// What an entry says; a stack trace is an error even where nobody wrote so.
    static LogMessage of(LogEntry entry) {
        String head = entry.head();
        int start = TimeStamp.length(head);
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
        boolean trace =
                entry.more().size() > 1 && entry.more().getFirst().strip().startsWith("at ");
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
        return names.stream()
                .map(name -> fields.getOrDefault(name, ""))
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse("");
    }

    private static LogMessage ofPlain(String line) {
        LinePrefix prefix = LinePrefix.of(line);
        String text = line.substring(prefix.length());
        return new LogMessage(atLeastStatus(prefix.severity().orElseGet(() -> guess(text)), text), text);
    }

    /// A request that failed on the server's side is an error at whatever level it was logged.
    private static Severity atLeastStatus(Severity severity, String text) {
        return status(text).equals("5") ? worse(severity, Severity.ERROR) : severity;
    }

    /// The first digit of the status with which a request was answered; empty where there is none.
    private static String status(String text) {
        if (!text.contains("HTTP/")
                && !text.contains("status")
                && METHODS.stream().noneMatch(text::contains)) {
            return "";
        }
        Matcher status = STATUS.matcher(text);
        if (!status.find()) {
            return "";
        }
        return status.group(1) == null ? status.group(2) : status.group(1);
    }

    private static Severity guess(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!status(text).isEmpty() || HARMLESS.stream().anyMatch(lower::contains)) {
            return Severity.INFO;
        }
        if (lower.startsWith("panic: ") || lower.startsWith("fatal")) {
            return Severity.FATAL;
        }
        return BAD.stream().anyMatch(lower::contains)
                ? Severity.ERROR
                : DOUBTFUL.stream().anyMatch(lower::contains) ? Severity.WARNING : Severity.INFO;
    }

    private static Severity worse(Severity one, Severity other) {
        return one.isAtLeast(other) ? one : other;
    }
}
