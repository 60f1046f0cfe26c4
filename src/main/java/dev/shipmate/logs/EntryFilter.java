package dev.shipmate.logs;

import dev.shipmate.redaction.PlainText;
import dev.shipmate.redaction.Redactor;
import java.util.List;

/// Lets entries through that a filter wants, without secrets.
record EntryFilter(Redactor redactor, LogFilter filter) {
    /// The lines of an entry as they may be shown; none when it is not wanted.
    List<ShownLine> lines(String source, LogEntry entry) {
        boolean wanted = filter.letsAll() || filter.lets(LogMessage.of(entry).severity(), entry);
        return wanted
                ? redactor.redact(entry.text())
                        .lines()
                        .map(line -> new ShownLine(source, TimeStamp.instant(entry.nanos()), PlainText.line(line)))
                        .toList()
                : List.of();
    }
}
