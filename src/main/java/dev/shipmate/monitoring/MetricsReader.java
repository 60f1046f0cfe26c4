package dev.shipmate.monitoring;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.Parallel;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.ProxyReply;
import dev.shipmate.cluster.ProxyTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Reads from pods how many requests they have answered, where they serve metrics.
public final class MetricsReader {
    /// A page is read to this size.
    private static final int MOST_BYTES = 2 << 20;

    private final Cluster cluster;
    private final List<ProxyTarget> pages;

    private MetricsReader(Cluster cluster, List<ProxyTarget> pages) {
        this.cluster = cluster;
        this.pages = pages;
    }

    /// Finds out which of these pods serve metrics, with a request for each.
    public static MetricsReader of(Cluster cluster, List<PodView> pods) {
        List<Callable<Optional<ProxyTarget>>> looks = pods.stream()
                .<Callable<Optional<ProxyTarget>>>map(
                        pod -> () -> cluster.findObject(KnownKinds.PODS, pod.namespace(), pod.name())
                                .flatMap(MetricsPage::of))
                .toList();
        return new MetricsReader(
                cluster, Parallel.all(looks).stream().flatMap(Optional::stream).toList());
    }

    /// How many pods serve metrics.
    public int pages() {
        return pages.size();
    }

    /// What one reading came to.
    ///
    /// @param counts by pod
    /// @param problem why nothing was read, of the first pod that could not be; mostly empty
    public record Reading(Map<String, RequestCount> counts, String problem) {
        public Reading {
            counts = Map.copyOf(counts);
        }

        /// All pods together; nothing when none tells.
        public Optional<RequestCount> total() {
            return counts.values().stream().reduce(RequestCount::plus);
        }

        /// What was added since an earlier reading of the same pods.
        public Optional<RequestCount> since(Reading earlier) {
            return counts.entrySet().stream()
                    .flatMap(entry -> Optional.ofNullable(earlier.counts().get(entry.getKey())).stream()
                            .map(before -> entry.getValue().since(before)))
                    .reduce(RequestCount::plus);
        }
    }

    public Reading read() {
        List<Callable<ProxyReply>> reads = pages.stream()
                .<Callable<ProxyReply>>map(page -> () -> cluster.proxy().get(page, MOST_BYTES))
                .toList();
        List<ProxyReply> replies = Parallel.all(reads);
        var counts = new HashMap<String, RequestCount>();
        var problems = new ArrayList<String>();
        for (int i = 0; i < replies.size(); i++) {
            ProxyTarget page = pages.get(i);
            switch (replies.get(i)) {
                case ProxyReply.Answered(int status, String body)
                when status == 200 -> RequestCount.in(whole(body)).ifPresent(count -> counts.put(page.name(), count));
                case ProxyReply.Answered(int status, String _) ->
                    problems.add("pod/%s answers HTTP %d at port %s%s"
                            .formatted(page.name(), status, page.port(), page.page()));
                case ProxyReply.Unreached(String reason) ->
                    problems.add("port %s of pod/%s: %s".formatted(page.port(), page.name(), reason));
                case ProxyReply.Forbidden _ -> problems.add("you may not use pods/proxy in this namespace");
            }
        }
        return new Reading(counts, problems.isEmpty() ? "" : problems.getFirst());
    }

    /// A page that was cut ends in the middle of a line.
    private static String whole(String page) {
        int end = page.lastIndexOf('\n');
        return page.endsWith("\n") || end < 0 ? page : page.substring(0, end);
    }
}
