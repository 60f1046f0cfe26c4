package dev.shipmate.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A workload with what it wants and what it has. For a job, `desired` is its completions and `ready` what has
/// succeeded; for a cron job both are 0.
///
/// @param current all its pods, old and new
/// @param updated pods of the newest template
/// @param selector the label selector of its pods, as `app=web,tier in (a,b)`
public record WorkloadView(
        WorkloadName id,
        int desired,
        int current,
        int ready,
        int updated,
        int available,
        long generation,
        long observedGeneration,
        boolean paused,
        String selector,
        List<ContainerImage> images,
        List<Condition> conditions,
        Instant created) {
    public WorkloadView {
        images = List.copyOf(images);
        conditions = List.copyOf(conditions);
    }

    /// A container of the pod template and its image.
    public record ContainerImage(String container, String image) {}

    /// How far its rollout is.
    public RolloutState rollout() {
        return RolloutState.of(this);
    }

    /// Why its pods are not made, in the API server's words: a quota, a policy or a webhook shows on their owner only.
    public Optional<String> refusal() {
        return conditions.stream()
                .filter(condition -> condition.type().equals("ReplicaFailure") && condition.isTrue())
                .findFirst()
                .map(Condition::message);
    }

    public boolean healthy() {
        return switch (id.kind()) {
            case "cronjob" -> true;
            case "job" -> conditions.stream().noneMatch(it -> it.type().equals("Failed") && it.isTrue());
            default -> rollout() instanceof RolloutState.Done && ready >= desired;
        };
    }
}
