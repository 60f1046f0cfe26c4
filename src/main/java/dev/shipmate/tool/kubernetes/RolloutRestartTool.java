package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.Patch;
import dev.shipmate.cluster.RolloutPace;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Live;
import dev.shipmate.tool.LiveName;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Trust;
import dev.shipmate.tool.Undo;
import dev.shipmate.tool.kubernetes.WorkloadChanger.Intent;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Replaces all pods of a workload by new ones, a few at a time, as `kubectl rollout restart` does.
final class RolloutRestartTool implements Tool<RolloutRestartTool.Request> {
    private static final String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

    /// What to restart.
    record Request(
            @Live(LiveName.WORKLOAD) String name,
            @Live(LiveName.NAMESPACE) @Nullable String namespace) {}

    private final WorkloadChanger changer;
    private final Clock clock;

    RolloutRestartTool(Cluster cluster, RolloutPace pace, Clock clock) {
        this.changer = new WorkloadChanger(cluster, pace);
        this.clock = clock;
    }

    @Override
    public ToolSpec<Request> spec() {
        return new ToolSpec<>("rollout_restart", Effect.CHANGE, Trust.FACTS, Request.class);
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        return changer.change(request.name(), request.namespace(), invocation, this::restart);
    }

    private Intent restart(WorkloadObject workload) {
        if (!workload.isOneOf("deployment", "statefulset", "daemonset")) {
            return Intent.not(
                    "%s cannot be restarted: a %s has no rollout"
                            .formatted(workload.phrase(), workload.id().kind()),
                    "Only deployments, stateful sets and daemon sets can be restarted.");
        }
        if (workload.view().paused()) {
            return Intent.not(
                    "%s cannot be restarted: its rollout is paused".formatted(workload.phrase()),
                    "Resume the rollout first.");
        }
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        ObjectNode patch = workload.patch();
        patch.putObject("spec")
                .putObject("template")
                .putObject("metadata")
                .putObject("annotations")
                .put(RESTARTED_AT, now);
        return new Intent.Make(new WorkloadChange(
                workload,
                workload.name(),
                Patch.strategic(patch),
                after -> changes(workload, after),
                "%s was restarted within this second.".formatted(workload.phrase()),
                List.of(),
                List.of(),
                new Undo.Impossible("the old pods are gone, and the new ones run the same template")));
    }

    private static List<Change> changes(WorkloadObject workload, JsonNode after) {
        String before = restartedAt(workload.template());
        String now = restartedAt(workload.template(after));
        return before.equals(now)
                ? List.of()
                : List.of(new Change(workload.id().display(), workload.id().namespace(), "restarted at", before, now));
    }

    private static String restartedAt(JsonNode template) {
        return template.path("metadata").path("annotations").path(RESTARTED_AT).asString("never");
    }
}
