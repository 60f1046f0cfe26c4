package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.EventView;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Lists what happened to the objects of a namespace, warnings and the newest first.
final class GetEventsTool implements Tool<GetEventsTool.Request> {
    /// Which events: of a namespace, about one object and what belongs to it, warnings only, how far back.
    record Request(
            @Live(LiveName.NAMESPACE) @Nullable String namespace,
            @Nullable String name,
            boolean warnings,
            @Nullable Duration since) {}

    private final Cluster cluster;
    private final Targets targets;
    private final Clock clock;

    GetEventsTool(Cluster cluster, Clock clock) {
        this.cluster = cluster;
        this.targets = new Targets(cluster);
        this.clock = clock;
    }

    @Override
    public ToolSpec<Request> spec() {
        return new ToolSpec<>("get_events", Effect.READ, Trust.UNTRUSTED, Request.class);
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        Scope scope = Scope.of(request.namespace(), invocation);
        if (request.name() == null) {
            return list(request, scope, scope.phrase(), _ -> true);
        }
        String bare = request.name().substring(request.name().indexOf('/') + 1);
        return switch (targets.find(request.name(), scope.namespace())) {
            case Targets.Target.Workload(var workload) ->
                list(
                        request,
                        new Scope(workload.id().namespace()),
                        "about %s and its pods in namespace %s"
                                .formatted(
                                        workload.id().display(), workload.id().namespace()),
                        event -> EventTable.belongs(event, workload.id()));
            case Targets.Target.Pod(var pod) ->
                list(
                        request,
                        new Scope(pod.namespace()),
                        "about pod/%s in namespace %s".formatted(pod.name(), pod.namespace()),
                        event -> event.objectName().equals(pod.name()));
            case Targets.Target.Missing(ToolResult.NotFound notFound) -> {
                // Events are also about nodes, claims, services: an object that has events is known well enough.
                var table = read(request, scope, event -> event.objectName().equals(bare));
                yield table.total() == 0 && !exists(request.name(), scope)
                        ? notFound
                        : completed(table, request, scope, "about %s %s".formatted(request.name(), scope.phrase()));
            }
        };
    }

    private boolean exists(String name, Scope scope) {
        int slash = name.indexOf('/');
        return slash > 0
                && cluster.findKind(name.substring(0, slash))
                        .flatMap(kind -> cluster.findObject(kind, scope.namespace(), name.substring(slash + 1)))
                        .isPresent();
    }

    private ToolResult list(Request request, Scope scope, String about, Predicate<EventView> wanted) {
        EventTable table = read(request, scope, wanted);
        if (table.total() == 0) {
            Optional<ToolResult> missing = scope.missing(cluster);
            if (missing.isPresent()) {
                return missing.get();
            }
        }
        return completed(table, request, scope, about);
    }

    private EventTable read(Request request, Scope scope, Predicate<EventView> wanted) {
        Instant oldest =
                request.since() == null ? Instant.EPOCH : clock.instant().minus(request.since());
        var table = new EventTable();
        cluster.forEachEvent(scope.namespace(), "", event -> {
            boolean inTime = !event.last().isBefore(oldest);
            if (inTime && wanted.test(event) && (event.warning() || !request.warnings())) {
                table.add(event);
            }
        });
        return table;
    }

    private ToolResult completed(EventTable table, Request request, Scope scope, String about) {
        String since = request.since() == null ? "" : " in the last " + Age.of(request.since());
        if (table.total() == 0) {
            return new Completed(
                    new Block.Fact("There are no %s %s%s. The API server forgets events after about an hour."
                            .formatted(request.warnings() ? "warnings" : "events", about, since)));
        }
        var blocks = new ArrayList<Block>(List.of(new Block.Fact("%s %s%s: %s."
                .formatted(
                        Words.count(table.total(), request.warnings() ? "warning" : "event"),
                        about,
                        since,
                        table.counts()))));
        blocks.add(table.toTable(scope.everywhere(), clock.instant()));
        return new Completed(blocks);
    }
}
