package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Condition;
import dev.shipmate.cluster.EventView;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Why the pods of a workload are not made: quota, policy, webhook, service account. Such pods leave no trace of their
/// own; a deployment has it in its conditions, the others in their events only.
final class CreationRules {
    private CreationRules() {}

    static Optional<Finding> examine(WorkloadFacts workload, List<EventView> warnings) {
        return workload.view().conditions().stream()
                .filter(condition -> condition.type().equals("ReplicaFailure") && condition.isTrue())
                .map(Condition::message)
                .findFirst()
                .or(() -> workload.lacksPods() ? notMade(warnings) : Optional.empty())
                .map(message -> finding(workload, message));
    }

    private static Optional<String> notMade(List<EventView> warnings) {
        return warnings.stream()
                .filter(event -> event.reason().equals("FailedCreate"))
                .max(Comparator.comparing(EventView::last))
                .map(EventView::message);
    }

    private static Finding finding(WorkloadFacts workload, String message) {
        String id;
        String cause;
        String next;
        if (message.contains("exceeded quota")) {
            id = "quota-exceeded";
            cause = "because the namespace's quota is used up" + Quota.phrase(message);
            next = "Scale down, lower its requests, or raise the quota.";
        } else if (message.contains("must specify")) {
            id = "quota-needs-limits";
            cause = "because the quota demands requests and limits";
            next = "Set the resources that the message names.";
        } else if (message.contains("usage per Container") || message.contains("usage per Pod")) {
            id = "limit-range";
            cause = "because they do not keep to the namespace's limit range";
            next = "Set resources inside the range that the message names.";
        } else if (message.contains("violates PodSecurity")) {
            id = "pod-security";
            cause = "because they violate the namespace's Pod Security level";
            next = "Set the securityContext fields that the message names.";
        } else if (message.contains("serviceaccount")) {
            id = "service-account-missing";
            cause = "because their service account does not exist";
            next = "Create the service account, or correct its name.";
        } else if (message.contains("admission webhook") || message.contains("calling webhook")) {
            id = message.contains("calling webhook") ? "webhook-unavailable" : "webhook-denied";
            cause = "because an admission webhook stands in the way";
            next = "Read the webhook's message below.";
        } else {
            id = "replica-failure";
            cause = "";
            next = "Read the message below.";
        }
        return Finding.of(
                id,
                workload.id().display(),
                workload.id().namespace(),
                cause.isEmpty() ? "its pods are not made." : "its pods are not made, %s.".formatted(cause),
                List.of(message),
                next);
    }
}
