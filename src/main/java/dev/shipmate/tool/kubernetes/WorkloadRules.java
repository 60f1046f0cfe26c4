package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Condition;
import dev.shipmate.cluster.RolloutState;
import dev.shipmate.cluster.WorkloadView;
import java.util.List;
import java.util.Optional;

/// Why a workload has no pods, or a job failed: what its own status says. Pods that were never made leave no trace of
/// their own.
final class WorkloadRules {
    private WorkloadRules() {}

    static List<Finding> examine(List<WorkloadView> workloads) {
        return workloads.stream()
                .map(WorkloadRules::examine)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Finding> examine(WorkloadView workload) {
        Optional<Condition> failure = workload.conditions().stream()
                .filter(condition -> condition.type().equals("ReplicaFailure") && condition.isTrue())
                .findFirst();
        if (failure.isPresent()) {
            return Optional.of(replicaFailure(workload, failure.get().message()));
        }
        return switch (workload.rollout()) {
            case RolloutState.Stuck(String reason) ->
                Optional.of(new Finding(
                        workload.id().kind().equals("job") ? "job-failed" : "rollout-deadline",
                        workload.id().display(),
                        "it has come to a stop.",
                        List.of(reason),
                        "Look at its newest pods and their logs."));
            case RolloutState.Paused()
            when !workload.id().kind().endsWith("job") ->
                Optional.of(new Finding(
                        "rollout-paused",
                        workload.id().display(),
                        "its rollout is paused, so changes do not reach its pods.",
                        List.of("spec.paused is true"),
                        "Resume the rollout."));
            case RolloutState.Paused(), RolloutState.Waiting _, RolloutState.Done() -> Optional.empty();
        };
    }

    private static Finding replicaFailure(WorkloadView workload, String message) {
        String id;
        String cause;
        String next;
        if (message.contains("exceeded quota")) {
            id = "quota-exceeded";
            cause = "its pods are not made, because the namespace's quota is used up.";
            next = "Scale down, lower its requests, or raise the quota.";
        } else if (message.contains("must specify")) {
            id = "quota-needs-limits";
            cause = "its pods are not made, because the quota demands requests and limits.";
            next = "Set the resources that the message names.";
        } else if (message.contains("violates PodSecurity")) {
            id = "pod-security";
            cause = "its pods are not made, because they violate the namespace's Pod Security level.";
            next = "Set the securityContext fields that the message names.";
        } else if (message.contains("serviceaccount")) {
            id = "service-account-missing";
            cause = "its pods are not made, because their service account does not exist.";
            next = "Create the service account, or correct its name.";
        } else if (message.contains("admission webhook") || message.contains("calling webhook")) {
            id = message.contains("calling webhook") ? "webhook-unavailable" : "webhook-denied";
            cause = "its pods are not made, because an admission webhook stands in the way.";
            next = "Read the webhook's message below.";
        } else {
            id = "replica-failure";
            cause = "its pods are not made.";
            next = "Read the message below.";
        }
        return new Finding(id, workload.id().display(), cause, List.of(message), next);
    }
}
