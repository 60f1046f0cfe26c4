package dev.shipmate.logs;

import java.util.List;

/// What a program said at once: one line, or one with the stack trace that belongs to it.
///
/// @param nanos when, as [TimeStamp] counts
/// @param head its first line
/// @param more the lines that go on from it, mostly none
/// @param cause the line that names what went wrong deep in a stack trace; else empty
record LogEntry(long nanos, String head, List<String> more, String cause) {
    static LogEntry ofLine(long nanos, String line) {
        return new LogEntry(nanos, line, List.of(), "");
    }

    int size() {
        return 1 + more.size();
    }

    /// All of it, as it was written.
    String text() {
        return more.isEmpty() ? head : head + "\n" + String.join("\n", more);
    }
}
