package dev.shipmate.logs;

import dev.shipmate.cluster.LineSink;
import java.util.function.Consumer;

/// Takes lines with the node's time before them, and hands over entries.
final class StampedLines implements LineSink {
    private final TimeStamp stamp = new TimeStamp();
    private final EntryJoiner joiner;
    private long lines;
    private long first = TimeStamp.NONE;
    private long last = TimeStamp.NONE;

    StampedLines(Consumer<LogEntry> each) {
        this.joiner = new EntryJoiner(each);
    }

    @Override
    public void take(byte[] bytes, int start, int end) {
        lines++;
        long nanos = stamp.read(bytes, start, end);
        if (nanos == TimeStamp.NONE) {
            joiner.accept(last, bytes, start, end);
            return;
        }
        first = first == TimeStamp.NONE ? nanos : first;
        last = nanos;
        joiner.accept(nanos, bytes, start + TimeStamp.length(bytes, start, end), end);
    }

    /// Hands over what may have gone on.
    void end() {
        joiner.end();
    }

    /// The same, unless it is in the middle of a secret.
    void pause() {
        if (!joiner.isInSecret()) {
            joiner.end();
        }
    }

    long lines() {
        return lines;
    }

    /// The time of the first line that had one.
    long first() {
        return first;
    }

    long last() {
        return last;
    }
}
