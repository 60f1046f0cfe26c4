package dev.shipmate.logs;

import java.util.Locale;

/// Which entries count.
///
/// @param text what an entry must contain, whatever the case; empty for every entry
/// @param least how bad it must be
public record LogFilter(String text, Severity least) {
    /// Every entry counts.
    public static final LogFilter NONE = new LogFilter("", Severity.DEBUG);

    public LogFilter {
        text = text.toLowerCase(Locale.ROOT);
    }

    boolean lets(Severity severity, LogEntry entry) {
        return severity.isAtLeast(least)
                && (text.isEmpty() || entry.text().toLowerCase(Locale.ROOT).contains(text));
    }

    boolean letsAll() {
        return text.isEmpty() && least == Severity.DEBUG;
    }
}
