package dev.shipmate.cluster;

import java.util.Optional;

/// How far a workload's rollout is, by the rule of `kubectl rollout status`.
public sealed interface RolloutState {
    record Done() implements RolloutState {}

    /// It goes on; `progress` says what is being waited for.
    record Waiting(String progress) implements RolloutState {}

    /// It has come to a stop and will not finish by itself.
    record Stuck(String reason) implements RolloutState {}

    /// It was paused on purpose.
    record Paused() implements RolloutState {}

    static RolloutState of(WorkloadView workload) {
        return switch (workload.id().kind()) {
            case "job", "cronjob" -> ofJob(workload);
            default -> ofReplicas(workload);
        };
    }

    private static RolloutState ofReplicas(WorkloadView workload) {
        if (workload.paused()) {
            return new Paused();
        }
        if (workload.generation() > workload.observedGeneration()) {
            return new Waiting("the change has not been picked up yet");
        }
        Optional<Condition> expired = workload.conditions().stream()
                .filter(condition -> condition.reason().equals("ProgressDeadlineExceeded"))
                .findFirst();
        if (expired.isPresent()) {
            return new Stuck(
                    "its progress deadline has passed: " + expired.get().message());
        }
        if (workload.updated() < workload.desired()) {
            return new Waiting("%d of %d new pods were made".formatted(workload.updated(), workload.desired()));
        }
        if (workload.current() > workload.updated()) {
            return new Waiting("%d old pods are still there".formatted(workload.current() - workload.updated()));
        }
        if (workload.current() > workload.desired()) {
            return new Waiting(
                    "%d pods more than wanted are still there".formatted(workload.current() - workload.desired()));
        }
        if (workload.available() < workload.updated()) {
            return new Waiting("%d of %d new pods are available".formatted(workload.available(), workload.updated()));
        }
        return new Done();
    }

    private static RolloutState ofJob(WorkloadView job) {
        Optional<Condition> failed = job.conditions().stream()
                .filter(condition -> condition.type().equals("Failed") && condition.isTrue())
                .findFirst();
        if (failed.isPresent()) {
            return new Stuck(failed.get().reason() + ": " + failed.get().message());
        }
        return job.ready() >= job.desired()
                ? new Done()
                : new Waiting("%d of %d completions".formatted(job.ready(), job.desired()));
    }
}
