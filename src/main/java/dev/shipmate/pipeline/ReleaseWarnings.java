package dev.shipmate.pipeline;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.EventView;
import dev.shipmate.pipeline.FailureReport.Section;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.regex.Pattern;

/// The newest warnings about the objects of a release. What is normal is left out, however new: that a container was
/// started once more says nothing about why.
record ReleaseWarnings(List<EventView> newest) {
    static final ReleaseWarnings NONE = new ReleaseWarnings(List.of());

    private static final int READ = 500;
    private static final int MOST = 10;
    private static final Comparator<EventView> NEWEST_FIRST =
            Comparator.comparing(EventView::last).reversed();

    ReleaseWarnings {
        newest = List.copyOf(newest);
    }

    /// All that the namespace has, whatever they are about.
    static ReleaseWarnings of(Cluster cluster, String namespace) {
        var kept = new PriorityQueue<>(NEWEST_FIRST.reversed());
        cluster.forEachEvent(namespace, "", event -> {
            if (event.warning()) {
                kept.add(event);
                if (kept.size() > READ) {
                    kept.poll();
                }
            }
        });
        return new ReleaseWarnings(kept.stream().sorted(NEWEST_FIRST).toList());
    }

    /// Those about objects of these names, and about what such objects own, which is called after them.
    ReleaseWarnings about(Set<String> names) {
        return new ReleaseWarnings(newest.stream()
                .filter(event -> names.stream().anyMatch(name -> belongs(event.objectName(), name)))
                .limit(MOST)
                .toList());
    }

    /// The claims of a stateful set have its name inside: `data-db-0`.
    private static boolean belongs(String object, String name) {
        return object.equals(name)
                || object.startsWith(name + "-")
                || object.matches(".*-" + Pattern.quote(name) + "-[0-9]+");
    }

    Section section() {
        return new Section(
                "newest warnings", newest.stream().map(ReleaseWarnings::line).toList());
    }

    /// The newest one since then in words, such as `Unhealthy on pod/web-1: Readiness probe failed`.
    Optional<String> sentence(Instant since) {
        return newest.stream()
                .filter(event -> !event.last().isBefore(since.truncatedTo(ChronoUnit.SECONDS)))
                .findFirst()
                .map(event ->
                        "%s on %s: %s".formatted(event.reason(), event.object(), ReportLines.line(event.message())));
    }

    private static String line(EventView event) {
        return "%s %s on %s%s: %s"
                .formatted(
                        ReportLines.time(event.last()),
                        event.reason(),
                        event.object(),
                        event.count() > 1 ? " (%d times)".formatted(event.count()) : "",
                        ReportLines.line(event.message()));
    }
}
