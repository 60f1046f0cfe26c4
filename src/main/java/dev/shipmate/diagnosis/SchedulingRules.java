package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Condition;
import dev.shipmate.spelling.Words;
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
            return gated(suspect);
        }
        return of(suspect, message)
                .with(Evidence.field("status.conditions[PodScheduled].message", "scheduler: " + message));
    }

    private static Finding gated(Suspect suspect) {
        List<String> gates = suspect.json()
                .path("spec")
                .path("schedulingGates")
                .valueStream()
                .map(gate -> gate.path("name").asString(""))
                .toList();
        return PodRules.finding(
                        suspect,
                        "scheduling-gated",
                        "it is held back by %s, so it is not given to a node"
                                .formatted(
                                        gates.size() == 1
                                                ? "the scheduling gate " + gates.getFirst()
                                                : "scheduling gates"),
                        "The program that set the gate takes it away: see whether it runs, and what it waits for.")
                .with(Evidence.field("spec.schedulingGates", "scheduling gates: " + Words.list(gates)));
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
        if (message.contains("Too many pods")) {
            return PodRules.finding(
                    suspect,
                    "insufficient-resources",
                    "it cannot be scheduled: the nodes run as many pods as they may",
                    "Scale something down, remove pods that ended, or add a node.");
        }
        if (message.contains("untolerated taint") || message.contains("were unschedulable")) {
            return PodRules.finding(
                    suspect,
                    "untolerated-taint",
                    "it cannot be scheduled: every node that it may use has a taint that it does not tolerate",
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
        if (message.contains("anti-affinity")) {
            return PodRules.finding(
                    suspect,
                    "unschedulable",
                    "it cannot be scheduled: a rule of anti-affinity keeps it away from the nodes, because other pods are there",
                    "Scale it to the number of nodes, add a node, or make the rule a preference.");
        }
        if (message.contains("topology spread")) {
            return PodRules.finding(
                    suspect,
                    "unschedulable",
                    "it cannot be scheduled: its topology spread constraints allow no node",
                    "Let whenUnsatisfiable be ScheduleAnyway, or add nodes where the constraint wants them.");
        }
        if (message.contains("volume node affinity conflict")) {
            return PodRules.finding(
                    suspect,
                    "unschedulable",
                    "it cannot be scheduled: its volume is bound to a node that it may not use",
                    "Compare the volume's nodeAffinity with the nodes that the pod may use.");
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
