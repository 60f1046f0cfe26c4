package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.PodView;
import dev.shipmate.monitoring.MetricsReader;
import dev.shipmate.monitoring.RequestCount;
import dev.shipmate.spelling.Words;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// How many requests end in a failure, by the metrics that pods serve. A counter tells what was since its program
/// began, so it is read twice.
final class RequestRate {
    private static final int MOST_PODS = 10;

    private final Cluster cluster;
    private final MeasuringPace pace;

    RequestRate(Cluster cluster, MeasuringPace pace) {
        this.cluster = cluster;
        this.pace = pace;
    }

    List<Block> blocks(List<PodView> pods, Invocation invocation) {
        List<PodView> running = pods.stream()
                .filter(pod -> pod.phase().equals("Running"))
                .limit(MOST_PODS)
                .toList();
        MetricsReader metrics = MetricsReader.of(cluster, running);
        if (metrics.pages() == 0) {
            return List.of(new Block.Fact(
                    "None of these pods says that it serves Prometheus metrics, so only their logs were counted."));
        }
        MetricsReader.Reading first = metrics.read();
        if (first.total().isEmpty()) {
            return List.of(new Block.Fact(
                    first.problem().isEmpty()
                            ? "The metrics of these pods have no counter of requests by their status."
                            : "Their metrics could not be read: %s."
                                    .formatted(first.problem().replaceAll("\\.$", ""))));
        }
        invocation.progress().accept("Waiting to read the metrics again");
        pause();
        MetricsReader.Reading second = metrics.read();
        var blocks = new ArrayList<Block>();
        Optional<RequestCount> added = second.since(first);
        RequestCount total = second.total().or(first::total).orElseThrow();
        added.ifPresent(count -> blocks.add(new Block.Fact(between(count))));
        blocks.add(new Block.Fact("Since they began, %s answered %s, %s of them with 5xx (%s), by their counter %s."
                .formatted(
                        Words.count(first.counts().size(), "pod"),
                        Words.count(Math.round(total.requests()), "request"),
                        Math.round(total.failures()),
                        ErrorRateText.share(total.failures(), total.requests()),
                        total.family())));
        return blocks;
    }

    private String between(RequestCount count) {
        String time = "between two readings, %d seconds apart"
                .formatted(pace.between().toSeconds());
        return Math.round(count.requests()) == 0
                ? "No request was answered %s.".formatted(time)
                : "%s answered %s, %d of them with 5xx (%s)."
                        .formatted(
                                Words.count(Math.round(count.requests()), "request was", "requests were"),
                                time,
                                Math.round(count.failures()),
                                ErrorRateText.share(count.failures(), count.requests()));
    }

    private void pause() {
        try {
            Thread.sleep(pace.between());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Stopped while reading metrics.");
        }
    }
}
