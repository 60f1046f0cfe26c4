package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.EventView;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.spelling.Words;
import dev.shipmate.tool.Block;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Counts events of any number and keeps the warnings and the newest.
final class EventTable {
    private static final int ROWS = 40;
    private static final int MESSAGE = 300;
    private static final Comparator<EventView> WARNINGS_FIRST = Comparator.comparing(EventView::warning)
            .reversed()
            .thenComparing(EventView::last, Comparator.reverseOrder())
            .thenComparing(EventView::object);

    private final PriorityQueue<EventView> kept = new PriorityQueue<>(WARNINGS_FIRST.reversed());
    private final Map<String, Integer> reasons = new TreeMap<>();
    private int total;

    void add(EventView event) {
        total++;
        reasons.merge(event.warning() ? event.reason() + " (warning)" : event.reason(), 1, Integer::sum);
        kept.add(event);
        if (kept.size() > ROWS) {
            kept.poll();
        }
    }

    int total() {
        return total;
    }

    /// `3 BackOff (warning), 2 Pulled`.
    String counts() {
        return Words.counts(reasons);
    }

    /// Warnings first, then the newest.
    List<EventView> shown() {
        return kept.stream().sorted(WARNINGS_FIRST).toList();
    }

    /// A sentence and the table, or the sentence that there are none.
    List<Block> toBlocks(Instant now) {
        return total == 0
                ? List.of(new Block.Fact("No recent events."))
                : List.of(
                        new Block.Fact("%s: %s.".formatted(Words.count(total, "event"), counts())),
                        toTable(false, now));
    }

    Block.Table toTable(boolean everywhere, Instant now) {
        var header = new ArrayList<>(List.of("LAST SEEN", "TYPE", "REASON", "OBJECT", "COUNT", "MESSAGE"));
        if (everywhere) {
            header.addFirst("NAMESPACE");
        }
        List<List<String>> rows =
                shown().stream().map(event -> row(event, everywhere, now)).toList();
        return new Block.Table(header, rows, total - rows.size());
    }

    private static List<String> row(EventView event, boolean everywhere, Instant now) {
        var row = new ArrayList<String>();
        if (everywhere) {
            row.add(event.namespace());
        }
        row.add(Age.of(event.last(), now));
        row.add(event.type());
        row.add(event.reason());
        row.add(event.object());
        row.add(String.valueOf(event.count()));
        row.add(Words.shortened(event.message(), MESSAGE));
        return row;
    }

    /// Whether an event is about a workload, its replica sets or its pods, also those that are gone: their names
    /// are made from the workload's.
    static boolean belongs(EventView event, WorkloadName workload) {
        return event.namespace().equals(workload.namespace())
                && Pattern.matches(
                        Pattern.quote(workload.name()) + "(-[a-z0-9]{1,11})?(-[a-z0-9]{5})?", event.objectName());
    }
}
