package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ContainerState;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.diagnosis.ReferencedSecrets;
import dev.shipmate.logs.ContainerLog;
import dev.shipmate.logs.LogReach;
import dev.shipmate.logs.LogReader;
import dev.shipmate.monitoring.ErrorRate;
import dev.shipmate.redaction.Redactor;
import dev.shipmate.spelling.Words;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Live;
import dev.shipmate.tool.LiveName;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolResult.Completed;
import dev.shipmate.tool.ToolResult.Failed;
import dev.shipmate.tool.ToolResult.NotFound;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Trust;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Counts how many errors pods write a minute, which they are and whether they become more; and how many requests end
/// in a failure, where the pods serve metrics.
final class ErrorRateTool implements Tool<ErrorRateTool.Request> {
    private static final Duration USUAL = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int MOST_PODS = 20;
    /// So much of the end of each log is read.
    private static final int MOST_LINES = 200_000;

    /// Whose errors, and how far back.
    record Request(
            @Live(LiveName.WORKLOAD) @Nullable String name,
            @Nullable Duration since,
            @Live(LiveName.NAMESPACE) @Nullable String namespace) {}

    private final Cluster cluster;
    private final Clock clock;
    private final Targets targets;
    private final LogReader reader;
    private final ReferencedSecrets secrets;
    private final RequestRate requests;

    ErrorRateTool(Cluster cluster, Clock clock, Redactor redactor, MeasuringPace pace) {
        this.cluster = cluster;
        this.clock = clock;
        this.targets = new Targets(cluster);
        this.reader = new LogReader(cluster, redactor);
        this.secrets = new ReferencedSecrets(cluster, redactor);
        this.requests = new RequestRate(cluster, pace);
    }

    @Override
    public ToolSpec<Request> spec() {
        return new ToolSpec<>("error_rate", Effect.READ, Trust.UNTRUSTED, Request.class);
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        Duration since = Objects.requireNonNullElse(request.since(), USUAL);
        if (since.compareTo(Duration.ofMinutes(1)) < 0 || since.compareTo(LONGEST) > 0) {
            return new Failed(
                    "since is %s, but errors are counted over 1m to 7d".formatted(Age.of(since)),
                    "Ask for another time, such as 10m or 1h.");
        }
        Scope scope = Scope.of(request.namespace(), invocation);
        var pods = new PodTable(PodTable.PROBLEMS_FIRST);
        if (request.name() == null) {
            cluster.forEachPod(scope.namespace(), "", pods::add);
            return pods.total() == 0
                    ? scope.missing(cluster)
                            .orElseGet(() ->
                                    new Completed(new Block.Fact("There are no pods %s.".formatted(scope.phrase()))))
                    : count(new Wish("the pods " + scope.phrase(), since, invocation), pods);
        }
        return switch (targets.find(request.name(), scope.namespace())) {
            case Targets.Target.Missing(NotFound notFound) -> notFound;
            case Targets.Target.Pod(PodView pod) -> {
                pods.add(pod);
                yield count(new Wish(pod.display(), since, invocation), pods);
            }
            case Targets.Target.Workload(WorkloadView workload) -> {
                targets.forEachPod(workload, pods::add);
                yield pods.total() == 0
                        ? new Completed(new Block.Fact("%s in namespace %s has no pods, so there is no log."
                                .formatted(
                                        workload.id().display(), workload.id().namespace())))
                        : count(new Wish(workload.id().display(), since, invocation), pods);
            }
        };
    }

    /// @param about what is counted, as the subject of a sentence
    private record Wish(String about, Duration since, Invocation invocation) {}

    private ToolResult count(Wish wish, PodTable table) {
        List<PodView> pods = table.shown().stream().limit(MOST_PODS).toList();
        secrets.learn(pods);
        List<ContainerLog> logs = ContainerLog.of(pods, "", false);
        Instant now = clock.instant();
        Instant from = begin(logs, now.minus(wish.since()), now);
        var rate = new ErrorRate(from, Duration.between(from, now), ErrorRateText.PARTS);
        LogReader.Result result = reader.count(logs, new LogReach(wish.since(), MOST_LINES), rate);
        var blocks = new ArrayList<Block>(new ErrorRateText(wish.about(), rate, result).blocks());
        if (table.total() > pods.size()) {
            blocks.add(new Block.Fact("%d of %s were read, those with problems first."
                    .formatted(pods.size(), Words.count(table.total(), "pod"))));
        }
        ContainerLog.unstarted(pods, "").forEach(sentence -> blocks.add(new Block.Fact(sentence)));
        blocks.addAll(requests.blocks(pods, wish.invocation()));
        return new Completed(blocks);
    }

    /// What began later than the window was silent before.
    private static Instant begin(List<ContainerLog> logs, Instant window, Instant now) {
        Instant first = logs.stream()
                .map(log -> log.previous()
                        ? started(log.container().last())
                        : started(log.container().state()))
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        Instant from = first.isAfter(window) ? first : window;
        Instant latest = now.minus(Duration.ofMinutes(1));
        return from.isAfter(latest) ? latest : from;
    }

    private static Instant started(ContainerState state) {
        return switch (state) {
            case ContainerState.Running(Instant since) -> since;
            case ContainerState.Terminated ended -> ended.started();
            case ContainerState.Waiting _, ContainerState.Unknown _ -> Instant.EPOCH;
        };
    }
}
