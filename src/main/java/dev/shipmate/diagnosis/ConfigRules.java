package dev.shipmate.diagnosis;

import dev.shipmate.cluster.ContainerState;
import dev.shipmate.cluster.ContainerView;
import dev.shipmate.spelling.Words;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Why a container could not be made: a Secret, ConfigMap, key or command that is not there.
final class ConfigRules {
    static final Pattern MISSING_OBJECT = Pattern.compile("(secret|configmap) \"([^\"]+)\" not found");
    static final Pattern MISSING_KEY =
            Pattern.compile("couldn't find key (\\S+) in (Secret|ConfigMap) ([^/\\s]+)/(\\S+)");
    private static final Set<String> STARTING =
            Set.of("CreateContainerError", "RunContainerError", "StartError", "ContainerCannotRun");

    private ConfigRules() {}

    static Optional<Finding> examine(Suspect suspect, ContainerView container, String reason, String message) {
        if (reason.equals("CreateContainerConfigError")) {
            return Optional.of(config(suspect, container, message));
        }
        return STARTING.contains(reason) ? Optional.of(start(suspect, container, message)) : Optional.empty();
    }

    /// Whether the last run was none: the container could not be started at all.
    static boolean neverRan(ContainerState.Terminated last) {
        return STARTING.contains(last.reason());
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
        String name = container.name();
        String id = "container-start";
        String cause = "container %s cannot be started".formatted(name);
        String next = "Read the message below.";
        if (ProgramRule.FORMAT.matcher(message).find()) {
            id = "image-wrong-arch";
            cause = "the node cannot execute the program of container %s: its image was built for another CPU"
                    .formatted(name);
            next = "Build the image for the node's platform.";
        } else if (message.contains("mount") && message.contains("not a directory")) {
            cause = "a volume of container %s is mounted over a file".formatted(name);
            next = "Correct the mountPath, or mount the one file with subPath.";
        } else if (message.contains("permission denied")) {
            id = "exit-not-runnable";
            cause = "the command of container %s is not executable".formatted(name);
            next = "Correct command or args, or the file's mode in the image.";
        } else if (message.contains("executable file not found") || message.contains("no such file or directory")) {
            id = "command-not-found";
            cause = "the command of container %s does not exist in its image".formatted(name);
            next = "Correct command or args, or undo the rollout.";
        }
        return found(suspect, id, cause, next, message).with(command(suspect, name));
    }

    private static Evidence command(Suspect suspect, String name) {
        String words = Stream.of("command", "args")
                .flatMap(list -> suspect.container(name).path(list).valueStream())
                .map(word -> word.asString(""))
                .collect(Collectors.joining(" "));
        return Evidence.field(
                "spec.template.spec.containers[%s].command".formatted(name),
                words.isEmpty()
                        ? "container %s runs what its image says".formatted(name)
                        : "container %s runs: %s".formatted(name, Words.shortened(words, 200)));
    }

    private static Finding found(Suspect suspect, String id, String cause, String next, String message) {
        return PodRules.finding(suspect, id, cause, next)
                .with(Evidence.field(
                        "status.containerStatuses[].state.waiting.message",
                        "message: " + Words.shortened(message, 400)));
    }
}
