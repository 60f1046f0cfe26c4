package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Condition;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Why a pod finds no node: what the scheduler says of it.
final class SchedulingRules {
    private static final Pattern NO_CLAIM = Pattern.compile("persistentvolumeclaim \"([^\"]+)\" not found");

    private SchedulingRules() {}

    static Optional<Finding> examine(Suspect suspect) {
        return suspect.pod().conditions().stream()
                .filter(it -> it.type().equals("PodScheduled") && !it.isTrue())
                .findFirst()
                .map(condition -> finding(suspect, condition));
    }

    private static Finding finding(Suspect suspect, Condition unscheduled) {
        String message = unscheduled.message();
        if (unscheduled.reason().equals("SchedulingGated")) {
            return PodRules.finding(
                    suspect,
                    "scheduling-gated",
                    "it is held back by a scheduling gate",
                    "Wait for the gate's owner to remove it.");
        }
        return of(suspect, message)
                .with(Evidence.field("status.conditions[PodScheduled].message", "scheduler: " + message));
    }

    private static Finding of(Suspect suspect, String message) {
        Matcher claim = NO_CLAIM.matcher(message);
        if (claim.find()) {
            return PodRules.finding(
                    suspect,
                    "volume-source-missing",
                    "it cannot be scheduled, because its volume claim %s does not exist".formatted(claim.group(1)),
                    "Correct the claim's name, or create the claim.");
        }
        if (message.contains("unbound immediate PersistentVolumeClaims")
                || message.contains("didn't find available persistent volumes")) {
            return PodRules.finding(
                    suspect,
                    "pvc-unbound",
                    "it cannot be scheduled, because its volume claim has no volume",
                    "Look at the claim with `describe`, and at the storage classes.");
        }
        if (message.contains("Insufficient")) {
            return PodRules.finding(
                    suspect,
                    "insufficient-resources",
                    "it cannot be scheduled: no node has room for what it requests",
                    "Lower its requests, scale something down, or add a node.");
        }
        if (message.contains("untolerated taint")) {
            return PodRules.finding(
                    suspect,
                    "untolerated-taint",
                    "it cannot be scheduled: every node has a taint that it does not tolerate",
                    "Look at the nodes' conditions and taints first.");
        }
        if (message.contains("node affinity/selector")) {
            return PodRules.finding(
                    suspect,
                    "node-selector-mismatch",
                    "it cannot be scheduled: no node has the labels that it selects",
                    "Compare its nodeSelector and affinity with the labels of the nodes.");
        }
        if (message.contains("free ports")) {
            return PodRules.finding(
                    suspect,
                    "host-port-clash",
                    "it cannot be scheduled: its host port is taken on every node",
                    "Take the host port out, or use another.");
        }
        return PodRules.finding(
                suspect, "unschedulable", "it cannot be scheduled", "Read the scheduler's message below.");
    }

    /// The claims that a pod's volumes name, as they are displayed.
    static List<String> claims(Suspect suspect) {
        return suspect.json()
                .path("spec")
                .path("volumes")
                .valueStream()
                .map(volume ->
                        volume.path("persistentVolumeClaim").path("claimName").asString(""))
                .filter(name -> !name.isEmpty())
                .map(name -> "persistentvolumeclaim/" + name)
                .toList();
    }
}
