package dev.shipmate.diagnosis;

import dev.shipmate.cluster.ContainerView;
import dev.shipmate.spelling.Words;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Why a container could not be made: a Secret, ConfigMap, key or command that is not there.
final class ConfigRules {
    static final Pattern MISSING_OBJECT = Pattern.compile("(secret|configmap) \"([^\"]+)\" not found");
    static final Pattern MISSING_KEY =
            Pattern.compile("couldn't find key (\\S+) in (Secret|ConfigMap) ([^/\\s]+)/(\\S+)");
    private static final Set<String> STARTING = Set.of("CreateContainerError", "RunContainerError", "StartError");

    private ConfigRules() {}

    static Optional<Finding> examine(Suspect suspect, ContainerView container, String reason, String message) {
        if (reason.equals("CreateContainerConfigError")) {
            return Optional.of(config(suspect, container, message));
        }
        return STARTING.contains(reason) ? Optional.of(start(suspect, container, message)) : Optional.empty();
    }

    private static Finding config(Suspect suspect, ContainerView container, String message) {
        Matcher key = MISSING_KEY.matcher(message);
        if (key.find()) {
            String kind = key.group(2);
            return found(
                    suspect,
                    kind.equals("Secret") ? "secret-key-missing" : "configmap-key-missing",
                    "container %s needs key %s, which %s %s does not have"
                            .formatted(container.name(), key.group(1), kind, key.group(4)),
                    "Correct the key's name in the container's env, or add the key.",
                    message);
        }
        Matcher object = MISSING_OBJECT.matcher(message);
        if (object.find()) {
            boolean secret = object.group(1).equals("secret");
            return found(
                    suspect,
                    secret ? "secret-missing" : "configmap-missing",
                    "container %s needs %s %s, which does not exist"
                            .formatted(container.name(), secret ? "Secret" : "ConfigMap", object.group(2)),
                    "Correct its name in the container's env, or create it.",
                    message);
        }
        if (message.contains("runAsNonRoot")) {
            return found(
                    suspect,
                    message.contains("non-numeric") ? "run-as-named-user" : "run-as-root-refused",
                    "container %s may not run as root, and its image would".formatted(container.name()),
                    "Set a numeric runAsUser, or a USER in the image.",
                    message);
        }
        return found(
                suspect,
                "container-config",
                "the configuration of container %s is not complete".formatted(container.name()),
                "Read the message below.",
                message);
    }

    private static Finding start(Suspect suspect, ContainerView container, String message) {
        boolean command =
                message.contains("executable file not found") || message.contains("no such file or directory");
        return found(
                suspect,
                command ? "command-not-found" : "container-start",
                command
                        ? "the command of container %s does not exist in its image".formatted(container.name())
                        : "container %s cannot be started".formatted(container.name()),
                command ? "Correct command or args, or undo the rollout." : "Read the message below.",
                message);
    }

    private static Finding found(Suspect suspect, String id, String cause, String next, String message) {
        return PodRules.finding(suspect, id, cause, next)
                .with(Evidence.field(
                        "status.containerStatuses[].state.waiting.message",
                        "message: " + Words.shortened(message, 400)));
    }
}
