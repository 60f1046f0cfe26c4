package dev.shipmate.diagnosis;

import dev.shipmate.cluster.ContainerView;
import dev.shipmate.cluster.EventView;
import dev.shipmate.spelling.Words;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Why an image could not be pulled. The back-off itself never is the cause: the text of the failed pull is.
final class ImageRules {
    private static final Set<String> PULLING = Set.of("ErrImagePull", "ImagePullBackOff", "RegistryUnavailable");

    private static final List<String> UNREACHABLE = List.of(
            "no such host",
            "timeout",
            "timed out",
            "deadline exceeded",
            "connection refused",
            "connection reset",
            "no route to host",
            "network is unreachable",
            "503 service unavailable",
            "502 bad gateway");
    private static final Pattern NAMED = Pattern.compile("image pull secrets \\(([^)]+)\\)");

    private ImageRules() {}

    static Optional<Finding> examine(Suspect suspect, ContainerView container, String reason, String message) {
        String image = container.image();
        return switch (reason) {
            case "ErrImageNeverPull" ->
                Optional.of(found(
                        suspect,
                        "image-never-pull",
                        "image %s is not on the node, and its pull policy is Never".formatted(image),
                        "Load the image into this cluster, then compare the image IDs.",
                        message));
            case "InvalidImageName" ->
                Optional.of(found(
                        suspect,
                        "image-name-invalid",
                        "\"%s\" is no valid image name".formatted(image),
                        "Correct the image's name or tag.",
                        message));
            case "ImageInspectError" ->
                Optional.of(found(
                        suspect,
                        "image-inspect-error",
                        "the node's copy of image %s is damaged".formatted(image),
                        "Load or pull the image again.",
                        message));
            default -> PULLING.contains(reason) ? Optional.of(pull(suspect, image, message)) : Optional.empty();
        };
    }

    private static Finding pull(Suspect suspect, String image, String message) {
        String event = suspect.warnings().stream()
                .filter(warning ->
                        warning.reason().equals("Failed") && warning.message().contains("pull image"))
                .max(Comparator.comparing(EventView::last))
                .map(EventView::message)
                .orElse("");
        // Newer kubelets repeat the registry's words after the back-off, older ones leave them to the event.
        String text = message.contains("Err") || event.isEmpty() ? message : event;
        // The image's own name may have any of these words in it.
        String all = (message + " " + event).replace(image, "").toLowerCase(Locale.ROOT);
        String could = "image %s could not be pulled: ".formatted(image);
        if (all.contains("toomanyrequests") || all.contains("too many requests")) {
            return found(
                    suspect,
                    "image-rate-limited",
                    could + "the registry's rate limit is reached",
                    "Wait, log in to the registry, or load the image yourself.",
                    text);
        }
        Optional<EventView> secrets = suspect.newest("FailedToRetrieveImagePullSecret");
        if (secrets.isPresent() && !all.contains("no such host") && !all.contains("connection refused")) {
            return found(
                            suspect,
                            "image-pull-secret-missing",
                            could + "the Secret to log in with, %s, does not exist".formatted(named(secrets.get())),
                            "Correct its name in imagePullSecrets, or create it.",
                            text)
                    .with(Evidence.event(secrets.get()));
        }
        if (all.contains("denied") || all.contains("unauthorized") || all.contains("authentication required")) {
            return found(
                    suspect,
                    "image-pull-denied",
                    could + "the registry does not let this cluster have it",
                    "Check the image's name and its imagePullSecrets.",
                    text);
        }
        if (all.contains("not found") || all.contains("manifest unknown")) {
            return found(
                    suspect,
                    "image-tag-missing",
                    could + "the registry has no such image or tag",
                    "Set an image and tag that exist, or undo the rollout.",
                    text);
        }
        if (UNREACHABLE.stream().anyMatch(all::contains)) {
            return found(
                    suspect,
                    "image-registry-unreachable",
                    could + "the registry cannot be reached",
                    "Check the registry's host name and the node's network, or load the image yourself.",
                    text);
        }
        return found(
                suspect,
                "image-pull-failed",
                "image %s could not be pulled".formatted(image),
                "Read the registry's message below.",
                text);
    }

    private static String named(EventView event) {
        Matcher named = NAMED.matcher(event.message());
        return named.find() ? named.group(1) : "which imagePullSecrets names";
    }

    private static Finding found(Suspect suspect, String id, String cause, String next, String message) {
        Finding finding = PodRules.finding(suspect, id, cause, next);
        return message.isBlank()
                ? finding
                : finding.with(Evidence.field(
                        "status.containerStatuses[].state.waiting.message",
                        "message: " + Words.shortened(message, 400)));
    }
}
