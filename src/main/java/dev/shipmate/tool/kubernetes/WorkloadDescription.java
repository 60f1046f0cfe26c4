package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.Condition;
import dev.shipmate.cluster.ContainerState;
import dev.shipmate.cluster.ContainerView;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.PodResources;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.Quantity;
import dev.shipmate.cluster.RolloutState;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.spelling.Words;
import dev.shipmate.tool.Block;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Describes pods and the workloads that own them, problems first.
final class WorkloadDescription {
    private final Cluster cluster;
    private final Targets targets;
    private final Clock clock;

    WorkloadDescription(Cluster cluster, Clock clock) {
        this.cluster = cluster;
        this.targets = new Targets(cluster);
        this.clock = clock;
    }

    List<Block> of(WorkloadView workload) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Fact(WorkloadTable.sentence(workload)));
        switch (workload.rollout()) {
            case RolloutState.Stuck(String reason) -> blocks.add(new Block.Fact("Its rollout is stuck: " + reason));
            case RolloutState.Waiting(String progress) ->
                blocks.add(new Block.Fact("Its rollout goes on: " + progress + "."));
            case RolloutState.Paused(), RolloutState.Done() -> {}
        }
        blocks.addAll(conditions(workload.conditions()));
        Optional<WorkloadObject> object = object(workload);
        object.ifPresent(found -> blocks.addAll(JobDescription.of(found, clock.instant())));
        var pods = new PodTable(PodTable.PROBLEMS_FIRST);
        targets.forEachPod(workload, pods::add);
        if (pods.total() > 0) {
            blocks.add(new Block.Fact("%s: %s.".formatted(Words.count(pods.total(), "pod"), pods.counts())));
            blocks.add(pods.toTable(false, clock.instant()));
        }
        object.ifPresent(
                found -> blocks.addAll(PodSpecDescription.of(found.template().path("spec"))));
        if (!workload.selector().isEmpty()) {
            blocks.add(new Block.Fact("It selects pods with %s.".formatted(workload.selector())));
        }
        var events = new EventTable();
        cluster.forEachEvent(workload.id().namespace(), "", event -> {
            if (EventTable.belongs(event, workload.id())) {
                events.add(event);
            }
        });
        blocks.addAll(events.toBlocks(clock.instant()));
        return blocks;
    }

    private Optional<WorkloadObject> object(WorkloadView workload) {
        return KnownKinds.find(workload.id().kind())
                .flatMap(kind -> cluster.findObject(
                        kind, workload.id().namespace(), workload.id().name()))
                .map(json -> new WorkloadObject(workload, json));
    }

    List<Block> of(PodView pod) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Fact("pod/%s in namespace %s is %s: %d of %d containers ready, %s, %s old."
                .formatted(
                        pod.name(),
                        pod.namespace(),
                        pod.status(),
                        pod.ready(),
                        pod.total(),
                        Words.count(pod.restarts(), "restart"),
                        Age.of(pod.created(), clock.instant()))));
        if (!pod.message().isEmpty()) {
            blocks.add(new Block.Fact(Words.reasonAndMessage(pod.reason(), pod.message())));
        }
        blocks.addAll(conditions(pod.conditions()));
        pod.containers().forEach(container -> problem(container).ifPresent(blocks::add));
        blocks.add(new Block.Table(
                List.of("CONTAINER", "IMAGE", "STATE", "READY", "RESTARTS", "LAST RUN"),
                pod.containers().stream().map(this::row).toList(),
                0));
        blocks.add(new Block.Fact("It runs on %s%s, belongs to %s; %s."
                .formatted(
                        pod.node().isEmpty() ? "no node" : "node " + pod.node(),
                        pod.ip().isEmpty() ? "" : " with IP " + pod.ip(),
                        pod.owner().isEmpty() ? "no workload" : pod.owner(),
                        resources(pod.resources()))));
        cluster.findObject(KnownKinds.PODS, pod.namespace(), pod.name())
                .ifPresent(found -> blocks.addAll(PodSpecDescription.of(found.path("spec"))));
        var events = new EventTable();
        cluster.forEachEvent(pod.namespace(), pod.name(), events::add);
        blocks.addAll(events.toBlocks(clock.instant()));
        return blocks;
    }

    /// Those that say that something is not as it should be.
    static List<Block> conditions(List<Condition> conditions) {
        return conditions.stream()
                .filter(condition -> !condition.message().isEmpty())
                .filter(WorkloadDescription::bad)
                .<Block>map(condition -> new Block.Fact("%s is %s: %s."
                        .formatted(
                                condition.type(),
                                condition.status().toLowerCase(Locale.ROOT),
                                Words.reasonAndMessage(condition.reason(), condition.message()))))
                .toList();
    }

    private static boolean bad(Condition condition) {
        boolean failure = condition.type().contains("Fail");
        return failure ? condition.isTrue() : condition.status().equals("False");
    }

    private static Optional<Block> problem(ContainerView container) {
        return container.state() instanceof ContainerState.Waiting(String reason, String message) && !message.isEmpty()
                ? Optional.of(new Block.Fact(
                        "Container %s waits: %s.".formatted(container.name(), Words.reasonAndMessage(reason, message))))
                : Optional.empty();
    }

    private List<String> row(ContainerView container) {
        String role = switch (container.role()) {
            case APP -> "";
            case INIT -> " (init)";
            case SIDECAR -> " (sidecar)";
        };
        return List.of(
                container.name() + role,
                container.image(),
                state(container.state()),
                container.ready() ? "yes" : "no",
                String.valueOf(container.restarts()),
                container.last() instanceof ContainerState.Unknown ? "-" : state(container.last()));
    }

    private String state(ContainerState state) {
        return switch (state) {
            case ContainerState.Waiting(String reason, var _) -> reason.isEmpty() ? "Waiting" : reason;
            case ContainerState.Running(var since) -> "Running since " + Age.of(since, clock.instant());
            case ContainerState.Terminated ended ->
                "%s (exit code %d) %s ago"
                        .formatted(ended.display(), ended.exitCode(), Age.of(ended.finished(), clock.instant()));
            case ContainerState.Unknown() -> "Unknown";
        };
    }

    private static String resources(PodResources resources) {
        return "requests %s CPU and %s memory, limits %s CPU and %s memory"
                .formatted(
                        cpu(resources.cpuRequestMillicores()),
                        memory(resources.memoryRequestBytes()),
                        cpu(resources.cpuLimitMillicores()),
                        memory(resources.memoryLimitBytes()));
    }

    private static String cpu(long millicores) {
        return millicores == 0 ? "no" : millicores + "m";
    }

    private static String memory(long bytes) {
        return bytes == 0 ? "no" : Quantity.mebibytes(bytes);
    }
}
