package dev.shipmate.diagnosis;

import dev.shipmate.cluster.ContainerView;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A volume that only one node may have, and that another node still has.
final class AttachRules {
    private static final Pattern USED_BY = Pattern.compile("already used by pod\\(s\\) ([\\w.-]+)");

    private AttachRules() {}

    static Optional<Finding> examine(Suspect suspect) {
        return suspect.newest("FailedAttachVolume")
                .filter(event -> event.message().contains("Multi-Attach error"))
                .filter(_ -> suspect.pod().containers().stream().noneMatch(ContainerView::started))
                .map(event -> PodRules.finding(
                                suspect,
                                "multi-attach",
                                "it waits for a volume that only one node may have at a time, and another node still has it"
                                        + by(event.message()),
                                "Stop the pod that uses it, or let the workload stop its old pod before it starts a new one.")
                        .with(Evidence.event(event)));
    }

    private static String by(String message) {
        Matcher user = USED_BY.matcher(message);
        return user.find() ? " for pod/" + user.group(1) : "";
    }

    /// Only where the pod in the way is an older one of the same deployment does its strategy matter.
    static Lead remedy(Lead lead, Suspect suspect) {
        Matcher user = USED_BY.matcher(String.join(" ", lead.finding().lines()));
        String owner = suspect.pod().owner();
        if (!owner.startsWith("deployment/")
                || !user.find()
                || !user.group(1).startsWith(owner.substring("deployment/".length()) + "-")) {
            return lead;
        }
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec").putObject("strategy").put("type", "Recreate").putNull("rollingUpdate");
        return PatchTemplate.workload(suspect.pod())
                .map(workload -> lead.with(lead.finding()
                        .withRemedy(new Remedy.PatchObject(
                                "Let %s stop its older pod before it starts a new one (it is away in between)"
                                        .formatted(workload.display()),
                                PatchTemplate.object(workload),
                                patch.toString()))))
                .orElse(lead);
    }
}
