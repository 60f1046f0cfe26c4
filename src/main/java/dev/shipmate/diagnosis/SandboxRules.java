package dev.shipmate.diagnosis;

import dev.shipmate.cluster.ContainerView;
import dev.shipmate.cluster.EventView;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Why a node cannot make the surroundings of a pod's containers: its runtime, its network.
final class SandboxRules {
    private static final Pattern NO_RUNTIME = Pattern.compile("no runtime for \"([^\"]+)\" is configured");

    private SandboxRules() {}

    static Optional<Finding> examine(Suspect suspect) {
        return suspect.newest("FailedCreatePodSandBox")
                .filter(_ -> suspect.pod().containers().stream().noneMatch(ContainerView::started))
                .map(event -> finding(suspect, event));
    }

    private static Finding finding(Suspect suspect, EventView event) {
        String message = event.message();
        Matcher runtime = NO_RUNTIME.matcher(message);
        String cause;
        String next;
        if (runtime.find()) {
            cause =
                    "its node cannot make its sandbox: it has no container runtime named %s, which its runtimeClassName asks for"
                            .formatted(runtime.group(1));
            next = "Install that runtime on the node, or take runtimeClassName out of the pod template.";
        } else if (message.contains("no IP addresses available")
                || message.contains("failed to allocate")
                || message.contains("range is full")) {
            cause = "its node cannot make its sandbox: no pod address is left on node %s"
                    .formatted(suspect.pod().node());
            next = "Remove pods from the node, or give the network plugin a larger range.";
        } else if (message.contains("network") || message.contains("cni")) {
            cause = "its node cannot make its sandbox: the network plugin on node %s fails"
                    .formatted(suspect.pod().node());
            next = "Look at the network plugin's pods in kube-system, and restart them on that node.";
        } else {
            cause = "node %s cannot make its sandbox".formatted(suspect.pod().node());
            next = "Read the message below, and look at the container runtime of the node.";
        }
        return PodRules.finding(suspect, "sandbox-failed", cause, next).with(Evidence.event(event));
    }
}
