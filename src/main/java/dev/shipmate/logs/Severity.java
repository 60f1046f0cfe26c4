package dev.shipmate.logs;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How bad an entry says that it is, from the least to the worst.
public enum Severity {
    DEBUG,
    INFO,
    WARNING,
    ERROR,
    FATAL;

    private static final Map<String, Severity> WORDS = Map.ofEntries(
            Map.entry("trace", DEBUG),
            Map.entry("debug", DEBUG),
            Map.entry("dbg", DEBUG),
            Map.entry("verbose", DEBUG),
            Map.entry("info", INFO),
            Map.entry("information", INFO),
            Map.entry("inf", INFO),
            Map.entry("notice", INFO),
            Map.entry("log", INFO),
            Map.entry("statement", INFO),
            Map.entry("detail", INFO),
            Map.entry("hint", INFO),
            Map.entry("warn", WARNING),
            Map.entry("warning", WARNING),
            Map.entry("wrn", WARNING),
            Map.entry("error", ERROR),
            Map.entry("err", ERROR),
            Map.entry("eror", ERROR),
            Map.entry("severe", ERROR),
            Map.entry("critical", FATAL),
            Map.entry("crit", FATAL),
            Map.entry("fatal", FATAL),
            Map.entry("panic", FATAL),
            Map.entry("alert", FATAL),
            Map.entry("emerg", FATAL),
            Map.entry("emergency", FATAL));

    /// What a program's word for a level means, in any case, or a number of pino and bunyan such as `50`.
    public static Optional<Severity> of(String word) {
        return switch (word) {
            case "10", "20" -> Optional.of(DEBUG);
            case "30" -> Optional.of(INFO);
            case "40" -> Optional.of(WARNING);
            case "50" -> Optional.of(ERROR);
            case "60" -> Optional.of(FATAL);
            default -> Optional.ofNullable(WORDS.get(word.toLowerCase(Locale.ROOT)));
        };
    }

    public boolean isAtLeast(Severity other) {
        return compareTo(other) >= 0;
    }
}
