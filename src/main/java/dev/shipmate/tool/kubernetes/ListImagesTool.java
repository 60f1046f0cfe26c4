package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ContainerState;
import dev.shipmate.cluster.ContainerView;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.WorkloadView;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Lists the images that pods use, and whether they could be pulled.
final class ListImagesTool implements Tool<ListImagesTool.Request> {
    private static final int ROWS = 50;

    /// One workload, or all pods of a namespace.
    record Request(
            @Live(LiveName.WORKLOAD) @Nullable String name,
            @Live(LiveName.NAMESPACE) @Nullable String namespace) {}

    private final Cluster cluster;
    private final Targets targets;

    ListImagesTool(Cluster cluster) {
        this.cluster = cluster;
        this.targets = new Targets(cluster);
    }

    @Override
    public ToolSpec<Request> spec() {
        return new ToolSpec<>("list_images", Effect.READ, Trust.UNTRUSTED, Request.class);
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        Scope scope = Scope.of(request.namespace(), invocation);
        if (request.name() == null) {
            return images(scope, scope.phrase(), each -> cluster.forEachPod(scope.namespace(), "", each));
        }
        return switch (targets.findWorkload(request.name(), scope.namespace())) {
            case Targets.Target.Missing(NotFound notFound) -> notFound;
            case Targets.Target.Pod(PodView pod) ->
                images(new Scope(pod.namespace()), "in pod/" + pod.name(), each -> each.accept(pod));
            case Targets.Target.Workload(WorkloadView workload) -> {
                var own = new Scope(workload.id().namespace());
                yield images(
                        own, "in the pods of " + workload.id().display(), each -> targets.forEachPod(workload, each));
            }
        };
    }

    private ToolResult images(Scope scope, String where, Consumer<Consumer<PodView>> pods) {
        Map<String, Use> uses = new TreeMap<>();
        pods.accept(pod -> pod.containers()
                .forEach(container ->
                        uses.computeIfAbsent(container.image(), Use::new).add(pod, container)));
        if (uses.isEmpty()) {
            return scope.missing(cluster)
                    .orElseGet(() -> new Completed(new Block.Fact("There are no pods %s.".formatted(where))));
        }
        List<Use> sorted = uses.values().stream()
                .sorted(Comparator.comparing(Use::pulled).thenComparing(use -> use.image))
                .toList();
        long failing = sorted.stream().filter(use -> !use.pulled()).count();
        String health = failing == 0 ? "all are on their nodes" : failing + " could not be pulled or started";
        var rows = sorted.stream().limit(ROWS).map(Use::row).toList();
        return new Completed(
                new Block.Fact("%s %s; %s.".formatted(Words.count(uses.size(), "image"), where, health)),
                new Block.Table(List.of("IMAGE", "TAG", "PODS", "USED BY", "STATE"), rows, uses.size() - rows.size()));
    }

    /// One image and the pods that use it.
    private static final class Use {
        private final String image;
        private final TreeSet<String> pods = new TreeSet<>();
        private final TreeSet<String> owners = new TreeSet<>();
        private final TreeSet<String> problems = new TreeSet<>();
        private int waiting;

        Use(String image) {
            this.image = image;
        }

        void add(PodView pod, ContainerView container) {
            pods.add(pod.namespace() + "/" + pod.name());
            owners.add(pod.owner().isEmpty() ? pod.display() : pod.owner());
            if (container.state() instanceof ContainerState.Waiting(String reason, var _) && reason.contains("Image")) {
                problems.add(reason);
            } else if (!container.hasRun()) {
                waiting++;
            }
        }

        boolean pulled() {
            return problems.isEmpty();
        }

        List<String> row() {
            List<String> users = List.copyOf(owners);
            String used = String.join(", ", users.subList(0, Math.min(3, users.size())));
            return List.of(
                    image,
                    ImageTag.of(image),
                    String.valueOf(pods.size()),
                    users.size() > 3 ? used + ", %d more".formatted(users.size() - 3) : used,
                    pulled() ? (waiting > 0 ? "not started" : "pulled") : String.join(", ", problems));
        }
    }
}
