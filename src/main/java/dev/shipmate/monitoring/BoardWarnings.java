package dev.shipmate.monitoring;

import dev.shipmate.cluster.EventView;
import dev.shipmate.cluster.WatchEvent;
import dev.shipmate.redaction.PlainText;
import dev.shipmate.redaction.Redactor;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The newest warnings, one for each reason that each object was warned of.
final class BoardWarnings {
    private static final int MOST = 100;
    /// How long the API server keeps an event unless it was set up otherwise.
    private static final Duration OLDEST = Duration.ofHours(1);

    private final Redactor redactor;
    private final Map<String, BoardWarning> warnings = new HashMap<>();

    BoardWarnings(Redactor redactor) {
        this.redactor = redactor;
    }

    void hear(WatchEvent<EventView> event) {
        // That the API server forgets an event does not undo it.
        if (event instanceof WatchEvent.Seen<EventView>(EventView warning)) {
            keep(warning);
        }
    }

    private void keep(EventView warning) {
        String key = warning.object() + " " + warning.reason();
        BoardWarning known = warnings.get(key);
        if (known != null && known.last().isAfter(warning.last())) {
            return;
        }
        if (known == null && warnings.size() == MOST && !makeRoom(warning.last())) {
            return;
        }
        warnings.put(
                key,
                new BoardWarning(
                        warning.last(),
                        PlainText.line(warning.object()),
                        PlainText.line(warning.reason()),
                        PlainText.line(redactor.redact(warning.message())),
                        warning.count()));
    }

    /// Drops the oldest one if that is older than what comes.
    private boolean makeRoom(Instant coming) {
        Map.Entry<String, BoardWarning> oldest = warnings.entrySet().stream()
                .min(Comparator.comparing(entry -> entry.getValue().last()))
                .orElseThrow();
        return oldest.getValue().last().isBefore(coming) && warnings.remove(oldest.getKey(), oldest.getValue());
    }

    List<BoardWarning> newest(Instant now) {
        return warnings.values().stream()
                .filter(warning -> warning.last().plus(OLDEST).isAfter(now))
                .sorted(Comparator.comparing(BoardWarning::last).reversed().thenComparing(BoardWarning::object))
                .toList();
    }
}
