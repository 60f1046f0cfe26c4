package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.PodView;
import dev.shipmate.spelling.Spelling;
import dev.shipmate.spelling.Words;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Live;
import dev.shipmate.tool.LiveName;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolResult.Completed;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Trust;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Lists pods with their state, problems first.
final class ListPodsTool implements Tool<ListPodsTool.Request> {
    /// Which pods: of a namespace, of one workload, on one node, with some labels, in some state; all arguments narrow
    /// down.
    record Request(
            @Live(LiveName.NAMESPACE) @Nullable String namespace,
            @Live(LiveName.WORKLOAD) @Nullable String name,
            @Live(LiveName.NODE) @Nullable String node,
            @Nullable String selector,
            @Nullable Status status,
            @Nullable Sort sort) {}

    /// The state that pods should be in.
    enum Status {
        ALL("", "", pod -> true),
        UNHEALTHY("is unhealthy", "are unhealthy", pod -> !pod.healthy() && !pod.terminating()),
        RUNNING("is running", "are running", pod -> pod.phase().equals("Running") && !pod.terminating()),
        PENDING("is pending", "are pending", pod -> pod.phase().equals("Pending")),
        FAILED("has failed", "have failed", Status::hasFailed),
        NOT_READY("is not ready", "are not ready", pod -> !pod.completed() && pod.ready() < pod.total()),
        RESTARTING("has been restarted", "have been restarted", pod -> pod.restarts() > 0),
        COMPLETED("has completed", "have completed", PodView::completed);

        private final String one;
        private final String many;

        // Lambdas that capture nothing: safe to share, whatever their type says.
        @SuppressWarnings("ImmutableEnumChecker")
        private final Predicate<PodView> matches;

        Status(String one, String many, Predicate<PodView> matches) {
            this.one = one;
            this.many = many;
            this.matches = matches;
        }

        private static boolean hasFailed(PodView pod) {
            return pod.phase().equals("Failed")
                    || pod.status().equals("CrashLoopBackOff")
                    || pod.status().equals("Error")
                    || pod.status().equals("OOMKilled")
                    || pod.status().startsWith("ExitCode:")
                    || pod.status().startsWith("Signal:");
        }
    }

    /// What comes first.
    enum Sort {
        NAME,
        RESTARTS,
        AGE
    }

    private final Cluster cluster;
    private final Targets targets;
    private final Clock clock;

    ListPodsTool(Cluster cluster, Clock clock) {
        this.cluster = cluster;
        this.targets = new Targets(cluster);
        this.clock = clock;
    }

    @Override
    public ToolSpec<Request> spec() {
        return new ToolSpec<>("list_pods", Effect.READ, Trust.UNTRUSTED, Request.class);
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        Scope scope = Scope.of(request.namespace(), invocation);
        String selector = Objects.requireNonNullElse(request.selector(), "");
        String node = node(request);
        if (request.name() == null) {
            String which = selector.isEmpty() ? scope.phrase() : "with %s %s".formatted(selector, scope.phrase());
            return list(request, scope, which, each -> cluster.forEachPodOn(node, scope.namespace(), selector, each));
        }
        return switch (targets.findWorkload(request.name(), scope.namespace())) {
            case Targets.Target.Missing(ToolResult.NotFound notFound) -> notFound;
            case Targets.Target.Workload(var workload) -> {
                var own = new Scope(workload.id().namespace());
                String which = "of %s %s".formatted(workload.id().display(), own.phrase());
                yield list(request, own, which, each -> targets.forEachPod(workload, each));
            }
            case Targets.Target.Pod(PodView pod) ->
                list(
                        request,
                        new Scope(pod.namespace()),
                        "called %s in namespace %s".formatted(pod.name(), pod.namespace()),
                        each -> each.accept(pod));
        };
    }

    private static String node(Request request) {
        String asked = Objects.requireNonNullElse(request.node(), "");
        return asked.substring(asked.indexOf('/') + 1);
    }

    private ToolResult list(Request request, Scope scope, String some, Consumer<Consumer<PodView>> source) {
        String node = node(request);
        String which = node.isEmpty() ? some : "%s on node %s".formatted(some, node);
        Status status = Objects.requireNonNullElse(request.status(), Status.ALL);
        var matching = new PodTable(order(request.sort()));
        var all = new PodTable(PodTable.PROBLEMS_FIRST);
        source.accept(pod -> {
            if (!node.isEmpty() && !pod.node().equals(node)) {
                return;
            }
            all.add(pod);
            if (status.matches.test(pod)) {
                matching.add(pod);
            }
        });
        if (all.total() == 0) {
            Optional<ToolResult> missing = scope.missing(cluster).or(() -> noNode(node));
            return missing.orElseGet(() -> new Completed(new Block.Fact("There are no pods %s.".formatted(which))));
        }
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Fact(sentence(status, which, matching, all)));
        if (matching.total() > 0) {
            blocks.add(matching.toTable(scope.everywhere(), clock.instant()));
        }
        return new Completed(blocks);
    }

    /// An idle node and one that is not there have the same pods. Who may not list the nodes is not told of them.
    private Optional<ToolResult> noNode(String node) {
        List<String> nodes = node.isEmpty() ? List.of() : cluster.inventory().names("nodes", "");
        return nodes.isEmpty() || nodes.contains(node)
                ? Optional.empty()
                : Optional.of(new ToolResult.NotFound("node", node, Spelling.nearest(node, nodes)));
    }

    private static String sentence(Status status, String which, PodTable matching, PodTable all) {
        if (status == Status.ALL) {
            return "%s %s: %s.".formatted(Words.count(all.total(), "pod"), which, all.counts());
        }
        if (matching.total() == 0) {
            return "None of the %s %s %s (%s)."
                    .formatted(Words.count(all.total(), "pod"), which, status.one, all.counts());
        }
        return "%d of %s %s %s: %s."
                .formatted(
                        matching.total(),
                        Words.count(all.total(), "pod"),
                        which,
                        matching.total() == 1 ? status.one : status.many,
                        matching.counts());
    }

    private static Comparator<PodView> order(@Nullable Sort sort) {
        return switch (sort) {
            case null -> PodTable.PROBLEMS_FIRST;
            case NAME -> Comparator.comparing(PodView::namespace).thenComparing(PodView::name);
            case RESTARTS ->
                Comparator.comparingInt(PodView::restarts).reversed().thenComparing(PodTable.PROBLEMS_FIRST);
            case AGE -> Comparator.comparing(PodView::created).thenComparing(PodTable.PROBLEMS_FIRST);
        };
    }
}
