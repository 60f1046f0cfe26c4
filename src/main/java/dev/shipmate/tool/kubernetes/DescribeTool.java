package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.spelling.Spelling;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Live;
import dev.shipmate.tool.LiveName;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolResult.Completed;
import dev.shipmate.tool.ToolResult.NotFound;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Trust;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Describes one object of any kind: what it is, what is wrong with it, what happened to it.
final class DescribeTool implements Tool<DescribeTool.Request> {
    /// Where a bare name is looked for when no workload and no pod has it.
    private static final List<ResourceKind> OTHER_KINDS = List.of(
            KnownKinds.SERVICES, KnownKinds.CLAIMS, KnownKinds.CONFIG_MAPS, KnownKinds.SECRETS, KnownKinds.NODES);

    /// The object, as `kind/name`, or a name with a kind beside it, or a bare name.
    record Request(
            String name,
            @Live(LiveName.KIND) @Nullable String kind,
            @Live(LiveName.NAMESPACE) @Nullable String namespace) {}

    private final Cluster cluster;
    private final Targets targets;
    private final WorkloadDescription workloads;
    private final ObjectDescription objects;

    DescribeTool(Cluster cluster, Clock clock) {
        this.cluster = cluster;
        this.targets = new Targets(cluster);
        this.workloads = new WorkloadDescription(cluster, clock);
        this.objects = new ObjectDescription(cluster, clock);
    }

    @Override
    public ToolSpec<Request> spec() {
        return new ToolSpec<>("describe", Effect.READ, Trust.UNTRUSTED, Request.class);
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        Scope scope = Scope.of(request.namespace(), invocation);
        int slash = request.name().indexOf('/');
        String word = slash > 0 ? request.name().substring(0, slash) : request.kind();
        String name = request.name().substring(slash + 1);
        if (word == null) {
            return bare(name, scope);
        }
        Optional<ResourceKind> kind = cluster.findKind(word.toLowerCase(Locale.ROOT));
        if (kind.isEmpty()) {
            return new NotFound(
                    "kind of resource",
                    word,
                    Spelling.nearest(
                            word,
                            cluster.inventory().kinds().stream()
                                    .map(known -> known.singular())
                                    .toList()));
        }
        return kind.get().equals(KnownKinds.PODS) || KnownKinds.WORKLOADS.contains(kind.get())
                ? target(kind.get().singular() + "/" + name, scope)
                : object(kind.get(), name, scope);
    }

    private ToolResult target(String name, Scope scope) {
        return switch (targets.find(name, scope.namespace())) {
            case Targets.Target.Missing(NotFound notFound) -> notFound;
            case Targets.Target.Pod(PodView pod) -> new Completed(workloads.of(pod));
            case Targets.Target.Workload(WorkloadView workload) -> new Completed(workloads.of(workload));
        };
    }

    private ToolResult bare(String name, Scope scope) {
        ToolResult target = target(name, scope);
        if (!(target instanceof NotFound)) {
            return target;
        }
        return OTHER_KINDS.stream()
                .filter(kind -> !kind.namespaced() || !scope.everywhere())
                .map(kind -> find(kind, name, scope))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(target);
    }

    private ToolResult object(ResourceKind kind, String name, Scope scope) {
        Optional<ToolResult> missing = kind.namespaced() ? scope.missing(cluster) : Optional.empty();
        return missing.orElseGet(() -> find(kind, name, scope)
                .orElseGet(() -> new NotFound(
                        kind.singular(),
                        name,
                        Spelling.nearest(name, cluster.inventory().names(kind.plural(), scope.namespace())))));
    }

    private Optional<ToolResult> find(ResourceKind kind, String name, Scope scope) {
        if (kind.namespaced() && scope.everywhere()) {
            return Optional.empty();
        }
        Optional<JsonNode> object = cluster.findObject(kind, scope.namespace(), name);
        return object.map(found -> new Completed(objects.of(kind, found)));
    }
}
