package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.cluster.WorkloadView;
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
import dev.shipmate.tool.ToolResult.NotFound;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Trust;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lists objects of any kind that the API server knows, custom resources too.
final class GetResourcesTool implements Tool<GetResourcesTool.Request> {
    /// A kind in any of its names, or `all` for workloads and services.
    record Request(
            @Live(LiveName.KIND) String kind,
            @Nullable String name,
            @Live(LiveName.NAMESPACE) @Nullable String namespace,
            @Nullable String selector) {}

    private final Cluster cluster;
    private final ListPodsTool pods;
    private final Clock clock;

    GetResourcesTool(Cluster cluster, Clock clock) {
        this.cluster = cluster;
        this.pods = new ListPodsTool(cluster, clock);
        this.clock = clock;
    }

    @Override
    public ToolSpec<Request> spec() {
        return new ToolSpec<>("get_resources", Effect.READ, Trust.UNTRUSTED, Request.class);
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        Scope scope = Scope.of(request.namespace(), invocation);
        String bare = request.name() == null
                ? ""
                : request.name().substring(request.name().indexOf('/') + 1);
        if (request.kind().equalsIgnoreCase("all")) {
            return bare.isEmpty() ? all(scope) : kindOrName(bare, request, scope, invocation);
        }
        Optional<ResourceKind> found = cluster.findKind(request.kind());
        if (found.isEmpty()) {
            return unknownKind(request.kind());
        }
        ResourceKind kind = found.get();
        if (kind.equals(KnownKinds.PODS)) {
            return pods(request, bare, invocation);
        }
        if (KnownKinds.WORKLOADS.contains(kind)) {
            return workloads(kind, bare, request, scope);
        }
        return bare.isEmpty() ? table(kind, request, scope) : one(kind, bare, scope);
    }

    private ToolResult pods(Request request, String name, Invocation invocation) {
        return pods.run(
                new ListPodsTool.Request(
                        request.namespace(),
                        name.isEmpty() ? null : "pod/" + name,
                        null,
                        request.selector(),
                        null,
                        null),
                invocation);
    }

    /// "list widgets": the word may be a kind that only this server knows, or the name of a workload.
    private ToolResult kindOrName(String word, Request request, Scope scope, Invocation invocation) {
        if (cluster.findKind(word).isPresent()) {
            return run(new Request(word, null, request.namespace(), request.selector()), invocation);
        }
        List<WorkloadView> workloads = cluster.workloads(KnownKinds.WORKLOADS, scope.namespace());
        List<WorkloadView> named = workloads.stream()
                .filter(workload -> workload.id().name().equals(word))
                .toList();
        if (!named.isEmpty()) {
            return completed(named, scope);
        }
        List<String> known = Stream.concat(
                        kindNames(),
                        workloads.stream().map(workload -> workload.id().name()))
                .toList();
        return new NotFound("kind of resource or workload", word, Spelling.nearest(word, known));
    }

    private ToolResult all(Scope scope) {
        List<WorkloadView> workloads = cluster.workloads(KnownKinds.WORKLOADS, scope.namespace());
        var services = new ServerTable(scope.everywhere(), clock.instant());
        cluster.forEachRow(KnownKinds.SERVICES, scope.namespace(), "", services::columns, services::row);
        if (workloads.isEmpty() && services.total() == 0) {
            return scope.missing(cluster)
                    .orElseGet(() -> new Completed(
                            new Block.Fact("There are no workloads and no services %s.".formatted(scope.phrase()))));
        }
        var blocks = new ArrayList<Block>();
        if (!workloads.isEmpty()) {
            blocks.add(new Block.Fact(WorkloadTable.summary(workloads, scope.phrase())));
            blocks.add(WorkloadTable.toTable(workloads, scope.everywhere(), clock.instant()));
        }
        blocks.add(new Block.Fact("%s %s.".formatted(Words.count(services.total(), "service"), scope.phrase())));
        if (services.total() > 0) {
            blocks.add(services.toTable());
        }
        return new Completed(blocks);
    }

    private ToolResult workloads(ResourceKind kind, String name, Request request, Scope scope) {
        if (!name.isEmpty() && !scope.everywhere()) {
            var id = new WorkloadName(kind.singular(), scope.namespace(), name);
            return cluster.findWorkload(id)
                    .<ToolResult>map(workload -> completed(List.of(workload), scope))
                    .orElseGet(() -> nothingCalled(kind, name, scope));
        }
        String selector = Objects.requireNonNullElse(request.selector(), "");
        List<WorkloadView> found = cluster.workloads(kind, scope.namespace(), selector).stream()
                .filter(workload -> name.isEmpty() || workload.id().name().equals(name))
                .toList();
        if (found.isEmpty()) {
            return name.isEmpty() ? none(kind, selector, scope) : nothingCalled(kind, name, scope);
        }
        return completed(found, scope);
    }

    private Completed completed(List<WorkloadView> workloads, Scope scope) {
        String sentence = workloads.size() == 1
                ? WorkloadTable.sentence(workloads.getFirst())
                : WorkloadTable.summary(workloads, scope.phrase());
        return new Completed(
                new Block.Fact(sentence), WorkloadTable.toTable(workloads, scope.everywhere(), clock.instant()));
    }

    private ToolResult table(ResourceKind kind, Request request, Scope scope) {
        String selector = Objects.requireNonNullElse(request.selector(), "");
        var table = new ServerTable(scope.everywhere() && kind.namespaced(), clock.instant());
        cluster.forEachRow(kind, scope.namespace(), selector, table::columns, table::row);
        if (table.total() == 0) {
            return none(kind, selector, scope);
        }
        String where = kind.namespaced() ? " " + scope.phrase() : "";
        String labels = selector.isEmpty() ? "" : " with " + selector;
        return new Completed(
                new Block.Fact(
                        "%s%s%s.".formatted(Words.count(table.total(), kind.singular(), kind.plural()), labels, where)),
                table.toTable());
    }

    private ToolResult one(ResourceKind kind, String name, Scope scope) {
        if (scope.everywhere() && kind.namespaced()) {
            return nothingCalled(kind, name, scope);
        }
        return cluster.findRow(kind, scope.namespace(), name)
                .<ToolResult>map(row -> {
                    var table = new ServerTable(false, clock.instant());
                    if (row.has("rows")) {
                        table.columns(row.path("columnDefinitions"));
                        row.path("rows").forEach(table::row);
                    } else {
                        table.row(row);
                    }
                    String where = kind.namespaced() ? " " + scope.phrase() : "";
                    return new Completed(
                            new Block.Fact("There is %s/%s%s.".formatted(kind.singular(), name, where)),
                            table.toTable());
                })
                .orElseGet(() -> nothingCalled(kind, name, scope));
    }

    private ToolResult none(ResourceKind kind, String selector, Scope scope) {
        String where = kind.namespaced() ? " " + scope.phrase() : "";
        String labels = selector.isEmpty() ? "" : " with " + selector;
        return (kind.namespaced() ? scope.missing(cluster) : Optional.<ToolResult>empty())
                .orElseGet(() ->
                        new Completed(new Block.Fact("There are no %s%s%s.".formatted(kind.plural(), labels, where))));
    }

    private ToolResult nothingCalled(ResourceKind kind, String name, Scope scope) {
        Optional<ToolResult> missing = kind.namespaced() ? scope.missing(cluster) : Optional.empty();
        return missing.orElseGet(() -> new NotFound(
                kind.singular(),
                name,
                Spelling.nearest(name, cluster.inventory().names(kind.plural(), scope.namespace()))));
    }

    private NotFound unknownKind(String word) {
        return new NotFound(
                "kind of resource", word, Spelling.nearest(word, kindNames().toList()));
    }

    private Stream<String> kindNames() {
        return cluster.inventory().kinds().stream().flatMap(kind -> Stream.of(kind.plural(), kind.singular()));
    }
}
