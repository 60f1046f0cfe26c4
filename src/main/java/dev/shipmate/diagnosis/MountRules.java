package dev.shipmate.diagnosis;

import dev.shipmate.cluster.EventView;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Why a volume cannot be mounted: a Secret, a ConfigMap or a key of one that is not there.
final class MountRules {
    private static final Pattern VOLUME = Pattern.compile("for volume \"([^\"]+)\"");
    static final Pattern KEY = Pattern.compile("references non-existent (?:secret|config) key: ([^\\s\\]]+)");

    private MountRules() {}

    static Optional<Finding> examine(Suspect suspect) {
        boolean mounting = suspect.pod().status().contains("ContainerCreating")
                || suspect.pod().status().contains("PodInitializing")
                || suspect.pod().status().startsWith("Init:0");
        return suspect.warnings().stream()
                .filter(event -> mounting && event.reason().equals("FailedMount") && !isEarly(event))
                .max(Comparator.comparing(MountRules::isTelling).thenComparing(EventView::last))
                .map(event -> finding(suspect, event).with(Evidence.event(event)));
    }

    /// The API server has not heard yet that the pod is on this node, and lets the node read nothing of it; the node
    /// asks again.
    private static boolean isEarly(EventView event) {
        return event.message().contains("no relationship found between node");
    }

    private static boolean isTelling(EventView event) {
        return VOLUME.matcher(event.message()).find();
    }

    private static Finding finding(Suspect suspect, EventView event) {
        Matcher volume = VOLUME.matcher(event.message());
        String which = volume.find() ? "volume " + volume.group(1) : "a volume";
        Matcher key = KEY.matcher(event.message());
        if (key.find()) {
            return PodRules.finding(
                    suspect,
                    "volume-key-missing",
                    "%s cannot be mounted: it needs key %s, which is not there".formatted(which, key.group(1)),
                    "Correct the key's name in the volume's items, or add the key.");
        }
        Matcher object = ConfigRules.MISSING_OBJECT.matcher(event.message());
        if (object.find()) {
            return PodRules.finding(
                    suspect,
                    "volume-source-missing",
                    "%s cannot be mounted: %s %s does not exist"
                            .formatted(
                                    which, object.group(1).equals("secret") ? "Secret" : "ConfigMap", object.group(2)),
                    "Correct its name in the volume, or create it.");
        }
        return PodRules.finding(
                suspect, "volume-mount-failed", which + " cannot be mounted", "Read the node's message below.");
    }
}
