package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.Patch;
import dev.shipmate.cluster.RolloutPace;
import dev.shipmate.spelling.Words;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Live;
import dev.shipmate.tool.LiveName;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolResult.Failed;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Trust;
import dev.shipmate.tool.Undo;
import dev.shipmate.tool.kubernetes.WorkloadChanger.Intent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Sets how many pods a deployment or stateful set should have.
final class ScaleTool implements Tool<ScaleTool.Request> {
    /// What to scale, and to how many pods: 0 or more, where 0 stops the workload.
    record Request(
            @Live(LiveName.WORKLOAD) String name,
            int replicas,
            @Live(LiveName.NAMESPACE) @Nullable String namespace) {}

    private final WorkloadChanger changer;
    private final Autoscalers autoscalers;

    ScaleTool(Cluster cluster, RolloutPace pace) {
        this.changer = new WorkloadChanger(cluster, pace);
        this.autoscalers = new Autoscalers(cluster);
    }

    @Override
    public ToolSpec<Request> spec() {
        return new ToolSpec<>("scale", Effect.CHANGE, Trust.FACTS, Request.class);
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        if (request.replicas() < 0) {
            return new Failed("replicas is %d".formatted(request.replicas()), "Give 0 or more; 0 stops the workload.");
        }
        return changer.change(
                request.name(), request.namespace(), invocation, workload -> scale(workload, request.replicas()));
    }

    private Intent scale(WorkloadObject workload, int replicas) {
        if (!workload.isOneOf("deployment", "statefulset")) {
            return Intent.not(
                    "%s cannot be scaled: %s".formatted(workload.phrase(), why(workload)),
                    "Only deployments and stateful sets have a number of replicas.");
        }
        int before = workload.view().desired();
        List<String> owners = autoscalers.of(workload.id());
        ObjectNode patch = workload.patch();
        patch.putObject("spec").put("replicas", replicas);
        return new Intent.Make(new WorkloadChange(
                workload,
                workload.part("scale"),
                Patch.merge(patch),
                scale -> changes(workload, scale),
                "%s already wants %s: %d ready."
                        .formatted(
                                workload.phrase(),
                                Words.count(before, "replica"),
                                workload.view().ready()),
                owners.stream()
                        .map(owner -> "the number %d, when %s sets its own".formatted(replicas, owner))
                        .toList(),
                owners.stream()
                        .map(owner -> "Mind %s: it may set another number.".formatted(owner))
                        .toList(),
                new Undo.By(workload.call("scale").with("replicas", before))));
    }

    private static List<Change> changes(WorkloadObject workload, JsonNode scale) {
        int before = workload.view().desired();
        int after = scale.path("spec").path("replicas").asInt(0);
        return before == after
                ? List.of()
                : List.of(new Change(
                        workload.id().display(),
                        workload.id().namespace(),
                        "replicas",
                        String.valueOf(before),
                        String.valueOf(after)));
    }

    private static String why(WorkloadObject workload) {
        return switch (workload.id().kind()) {
            case "daemonset" -> "a daemon set runs one pod on each node that fits";
            case "job" -> "a job runs until its completions are done";
            default -> "it starts jobs by a timetable";
        };
    }
}
