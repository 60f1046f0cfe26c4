package dev.shipmate.logs;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a program said at once: one line, or one with the stack trace that belongs to it.
///
/// It stays the bytes that it came in: of a large log nearly every entry is only counted.
final class LogEntry {
    private final long nanos;
    private final byte[] bytes;
    private final int headLength;
    private final int size;
    private final String cause;

    /// @param nanos when, as [TimeStamp] counts
    /// @param bytes its lines, in UTF-8, with a line feed between them
    /// @param headLength how many of the bytes its first line has
    /// @param size how many lines it has
    /// @param cause the line that names what went wrong deep in a stack trace; else empty
    LogEntry(long nanos, byte[] bytes, int headLength, int size, String cause) {
        this.nanos = nanos;
        this.bytes = bytes;
        this.headLength = headLength;
        this.size = size;
        this.cause = cause;
    }

    static LogEntry ofLine(long nanos, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return new LogEntry(nanos, bytes, bytes.length, 1, "");
    }

    long nanos() {
        return nanos;
    }

    /// Its first line.
    String head() {
        return new String(bytes, 0, headLength, StandardCharsets.UTF_8);
    }

    /// How much of the first line is a time that the program wrote itself.
    int timeLength() {
        return TimeStamp.length(bytes, 0, headLength);
    }

    String cause() {
        return cause;
    }

    int size() {
        return size;
    }

    /// All of it, as it was written.
    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    List<String> lines() {
        return List.of(text().split("\n", -1));
    }

    /// What it has in common with entries of its kind.
    long shape() {
        long shape = Shape.hash(bytes, 0, headLength);
        if (cause.isEmpty()) {
            return shape;
        }
        byte[] named = cause.getBytes(StandardCharsets.UTF_8);
        return shape * 31 + Shape.hash(named, 0, named.length);
    }
}
