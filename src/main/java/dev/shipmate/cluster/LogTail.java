package dev.shipmate.cluster;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Takes a log line by line and keeps the last ones that contain a text.
final class LogTail implements Consumer<String> {
    private final int most;
    private final String wanted;
    private final Deque<String> kept = new ArrayDeque<>();
    private long matching;

    /// @param wanted what a line must contain, whatever the case; empty for every line
    LogTail(int most, String wanted) {
        this.most = most;
        this.wanted = wanted.toLowerCase(Locale.ROOT);
    }

    @Override
    public void accept(String line) {
        if (!wanted.isEmpty() && !line.toLowerCase(Locale.ROOT).contains(wanted)) {
            return;
        }
        matching++;
        kept.addLast(line);
        if (kept.size() > most) {
            kept.removeFirst();
        }
    }

    long matching() {
        return matching;
    }

    List<String> lines() {
        return List.copyOf(kept);
    }
}
