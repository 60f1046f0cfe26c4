package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ContainerView;
import dev.shipmate.cluster.Parallel;
import dev.shipmate.cluster.PodLog;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.diagnosis.ReferencedSecrets;
import dev.shipmate.logs.CondensedText;
import dev.shipmate.logs.ContainerLog;
import dev.shipmate.logs.LogFilter;
import dev.shipmate.logs.LogReach;
import dev.shipmate.logs.LogReader;
import dev.shipmate.redaction.Redactor;
import dev.shipmate.spelling.Spelling;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Shows the end of a pod's log, or of the logs of all pods of a workload; condensed when they are large.
final class GetLogsTool implements Tool<GetLogsTool.Request> {
    private static final int TAIL = 100;
    private static final int MOST_LINES = 2_000;
    private static final int MOST_PODS = 10;
    private static final int LEAST_PER_POD = 10;
    /// More lines than this are condensed, unless they were asked for by number or by a text.
    private static final int MOST_VERBATIM = 200;
    /// So much of the end of each log is condensed.
    private static final int CONDENSED = 200_000;
    private static final int LAST_LINES = 15;
    /// About what a small model can take in beside everything else.
    private static final int TOKENS = 1_100;

    /// Whose log, and which of its lines. `tail` counts lines for each pod.
    record Request(
            @Live(LiveName.WORKLOAD) String name,
            @Live(LiveName.NAMESPACE) @Nullable String namespace,
            @Live(LiveName.CONTAINER) @Nullable String container,
            boolean previous,
            @Nullable Duration since,
            @Nullable Integer tail,
            @Nullable String grep) {}

    private final Targets targets;
    private final PodLog log;
    private final LogReader reader;
    private final ReferencedSecrets secrets;

    GetLogsTool(Cluster cluster, Redactor redactor) {
        this.targets = new Targets(cluster);
        this.log = new PodLog(cluster);
        this.reader = new LogReader(cluster, redactor);
        this.secrets = new ReferencedSecrets(cluster, redactor);
    }

    @Override
    public ToolSpec<Request> spec() {
        return new ToolSpec<>("get_logs", Effect.READ, Trust.UNTRUSTED, Request.class);
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        int tail = Objects.requireNonNullElse(request.tail(), TAIL);
        if (tail < 1 || tail > MOST_LINES) {
            return new Failed(
                    "tail is %d, but 1 to %d lines can be shown".formatted(tail, MOST_LINES),
                    "Ask for fewer lines, or narrow them down with since or grep.");
        }
        Scope scope = Scope.of(request.namespace(), invocation);
        return switch (targets.find(request.name(), scope.namespace())) {
            case Targets.Target.Missing(NotFound notFound) -> notFound;
            case Targets.Target.Pod(PodView pod) -> logs(List.of(pod), 1, request, tail);
            case Targets.Target.Workload(WorkloadView workload) -> ofWorkload(workload, request, tail);
        };
    }

    private ToolResult ofWorkload(WorkloadView workload, Request request, int tail) {
        var pods = new PodTable(PodTable.PROBLEMS_FIRST);
        targets.forEachPod(workload, pods::add);
        if (pods.total() == 0) {
            return new Completed(new Block.Fact("%s in namespace %s has no pods, so there is no log. It wants %d."
                    .formatted(workload.id().display(), workload.id().namespace(), workload.desired())));
        }
        List<PodView> shown = pods.shown().stream().limit(MOST_PODS).toList();
        int each = Math.min(tail, Math.max(LEAST_PER_POD, MOST_LINES / shown.size()));
        return logs(shown, pods.total(), request, each);
    }

    private ToolResult logs(List<PodView> pods, int total, Request request, int tail) {
        var wish = new PodLog.Wish(
                request.previous(),
                Objects.requireNonNullElse(request.since(), Duration.ZERO),
                tail,
                Objects.requireNonNullElse(request.grep(), ""));
        var reads = new ArrayList<Callable<PodLog.Part>>();
        var notes = new ArrayList<String>();
        for (PodView pod : pods) {
            Optional<Containers.Choice> choice = Containers.choose(pod, request.container());
            if (choice.isEmpty()) {
                return noContainer(pod, request);
            }
            reads.add(() -> log.read(pod, choice.get().container(), wish));
            if (!choice.get().note().isEmpty()) {
                notes.add(choice.get().note());
            }
        }
        secrets.learn(pods);
        var blocks = new ArrayList<Block>();
        if (total > pods.size()) {
            blocks.add(new Block.Fact(
                    "%d of %d pods are shown, those with problems first.".formatted(pods.size(), total)));
        }
        List<PodLog.Part> parts = Parallel.all(reads);
        if (request.tail() == null && wish.grep().isEmpty() && isLarge(parts)) {
            blocks.addAll(condensed(parts, request));
        } else {
            parts.forEach(part -> blocks.addAll(LogBlocks.of(part, wish)));
        }
        notes.stream().distinct().forEach(note -> blocks.add(new Block.Fact(note)));
        return new Completed(blocks);
    }

    /// Whether nobody would read all of it.
    private static boolean isLarge(List<PodLog.Part> parts) {
        return parts.stream().anyMatch(part -> part.size().read() > part.lines().size())
                || parts.stream().mapToInt(part -> part.lines().size()).sum() > MOST_VERBATIM;
    }

    private List<Block> condensed(List<PodLog.Part> parts, Request request) {
        List<ContainerLog> logs = parts.stream()
                .flatMap(part ->
                        ContainerLog.of(List.of(part.pod()), part.container().name(), request.previous()).stream())
                .toList();
        var reach = new LogReach(Objects.requireNonNullElse(request.since(), Duration.ZERO), CONDENSED);
        LogReader.Result result = reader.condense(logs, reach, LogFilter.NONE, LAST_LINES);
        String about = parts.size() == 1
                ? "the log of %s".formatted(parts.getFirst().pod().display())
                : "the logs of %d pods of %s".formatted(parts.size(), request.name());
        CondensedText text = CondensedText.of(
                result.condensation(), new CondensedText.Wish(about, result.all(), TOKENS, LAST_LINES));
        var blocks = new ArrayList<Block>();
        text.facts().forEach(fact -> blocks.add(new Block.Fact(fact)));
        text.sections().forEach(section -> blocks.add(new Block.Excerpt(section.title(), section.lines(), 0)));
        result.problems().forEach(problem -> blocks.add(new Block.Fact(problem)));
        return blocks;
    }

    private static NotFound noContainer(PodView pod, Request request) {
        List<String> names = pod.containers().stream().map(ContainerView::name).toList();
        String wanted = Objects.requireNonNullElse(request.container(), "");
        List<String> nearest = Spelling.nearest(wanted, names);
        return new NotFound("container of pod/" + pod.name(), wanted, nearest.isEmpty() ? names : nearest);
    }
}
