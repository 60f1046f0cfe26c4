package dev.shipmate.diagnosis;

import dev.shipmate.cluster.EventView;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Why the pods of a workload are not made: quota, policy, webhook, service account. Such pods leave no trace of their
/// own; a deployment has it in its conditions, the others in their events only.
final class CreationRules {
    private static final Pattern WEBHOOK = Pattern.compile("webhook \"([^\"]+)\"");
    private static final Pattern OUT_OF_RANGE =
            Pattern.compile("(?:maximum|minimum) \\S+ usage per \\w+|max limit to request ratio per \\w+");
    private static final Pattern NO_CLASS =
            Pattern.compile("no PriorityClass with name (\\S+) was found|RuntimeClass \"([^\"]+)\" not found");

    private CreationRules() {}

    static Optional<Finding> examine(WorkloadFacts workload, List<EventView> warnings) {
        return workload.view()
                .refusal()
                .or(() -> workload.lacksPods() ? notMade(warnings) : Optional.empty())
                .map(message -> finding(workload.id().display(), workload.id().namespace(), "pods", message));
    }

    /// The webhook configurations that a finding's message blames, as they are displayed.
    static List<String> blamed(Finding finding, Scene scene) {
        if (!finding.id().startsWith("webhook-")) {
            return List.of();
        }
        Matcher named = WEBHOOK.matcher(String.join(" ", finding.lines()));
        return named.find() ? Webhooks.configurations(named.group(1), finding.namespace(), scene) : List.of();
    }

    private static Optional<String> notMade(List<EventView> warnings) {
        return warnings.stream()
                .filter(event -> event.reason().equals("FailedCreate"))
                .max(Comparator.comparing(EventView::last))
                .map(EventView::message);
    }

    /// @param made what is not made: `pods`, or the `jobs` of a cron job
    static Finding finding(String object, String namespace, String made, String message) {
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
        } else if (OUT_OF_RANGE.matcher(message).find()) {
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
        } else if (message.contains("calling webhook")) {
            id = "webhook-unavailable";
            cause = "because an admission webhook is asked about them and does not answer";
            next = "Mend what is behind the webhook; to take the webhook away means that nothing checks pods any more.";
        } else if (message.contains("denied the request") || message.contains("denied request")) {
            id = "webhook-denied";
            cause = "because a policy of the cluster refuses them";
            next = "Do what the policy's message below asks for.";
        } else {
            Matcher missing = NO_CLASS.matcher(message);
            id = "replica-failure";
            cause = missing.find()
                    ? missing.group(1) == null
                            ? "because their runtime class %s does not exist".formatted(missing.group(2))
                            : "because their priority class %s does not exist".formatted(missing.group(1))
                    : "";
            next = cause.isEmpty()
                    ? "Read the message below."
                    : "Correct the name in the pod template, or create the class.";
        }
        return Finding.of(
                id,
                object,
                namespace,
                "its %s are not made%s.".formatted(made, cause.isEmpty() ? "" : ", " + cause),
                List.of(message),
                next);
    }
}
