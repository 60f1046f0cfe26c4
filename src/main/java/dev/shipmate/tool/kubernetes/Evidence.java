package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ContainerState;
import dev.shipmate.cluster.ContainerView;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.spelling.Spelling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Adds to a finding what must be fetched: the end of a crashed container's log, the names and keys that do exist.
final class Evidence {
    private static final int LINES = 12;
    /// Words that name a cause, and words that only say that something went wrong.
    private static final List<Pattern> TELLING = List.of(
            Pattern.compile("(?i)\\b(refused|could not|cannot|can't|unable to|denied|no such|not found|unknown host"
                    + "|not known|missing|required|invalid|timed out)\\b"),
            Pattern.compile("(?i)(\\bfatal\\b|\\bpanic\\b|error\\b|exception\\b|\\bfailed\\b)"));

    private final Cluster cluster;
    private final PodLog log;

    Evidence(Cluster cluster) {
        this.cluster = cluster;
        this.log = new PodLog(cluster);
    }

    Finding complete(Finding finding, PodView pod) {
        return switch (finding.id()) {
            case "secret-missing", "configmap-missing" -> withNames(finding, pod);
            case "secret-key-missing", "configmap-key-missing" -> withKeys(finding);
            case "crash-app-error",
                    "init-failing",
                    "exits-zero",
                    "exit-native-crash",
                    "killed-not-oom",
                    "oom-killed",
                    "readiness-5xx",
                    "probe-refused",
                    "not-ready",
                    "liveness-wrong-target" -> withLog(finding, pod);
            default -> finding;
        };
    }

    private Finding withLog(Finding finding, PodView pod) {
        Optional<ContainerView> container = pod.containers().stream()
                .filter(it -> !it.ready() && !(it.role() == ContainerView.Role.INIT && ended(it)))
                .filter(ContainerView::hasRun)
                .findFirst();
        if (container.isEmpty()) {
            return finding;
        }
        boolean previous = container.get().restarts() > 0;
        PodLog.Part part = read(pod, container.get(), previous);
        if (previous && !part.problem().isEmpty()) {
            part = read(pod, container.get(), false);
        }
        if (part.lines().isEmpty()) {
            return finding.withEvidence(List.of(part.problem().isEmpty() ? "its log is empty" : part.problem()));
        }
        var lines = new ArrayList<String>();
        lines.add("last lines of the log of %s:".formatted(container.get().name()));
        part.lines().forEach(line -> lines.add("  " + line.substring(0, Math.min(300, line.length()))));
        Finding told = finding.id().equals("oom-killed")
                ? finding
                : telling(part.lines())
                        .map(line -> finding.withCause(
                                "%s Its log says: %s".formatted(finding.cause(), Words.shortened(line, 200))))
                        .orElse(finding);
        return told.withEvidence(lines);
    }

    private PodLog.Part read(PodView pod, ContainerView container, boolean previous) {
        return log.read(pod, container, new PodLog.Wish(previous, Duration.ZERO, LINES, ""));
    }

    private static boolean ended(ContainerView container) {
        return container.state() instanceof ContainerState.Terminated ended && ended.exitCode() == 0;
    }

    /// The last line that names a cause, else the last that names an error.
    private static Optional<String> telling(List<String> lines) {
        return TELLING.stream()
                .flatMap(pattern -> lines.reversed().stream()
                        .filter(line -> pattern.matcher(line).find()))
                .findFirst();
    }

    private Finding withNames(Finding finding, PodView pod) {
        Matcher missing = ConfigRules.MISSING_OBJECT.matcher(String.join(" ", finding.evidence()));
        if (!missing.find()) {
            return finding;
        }
        String plural = missing.group(1) + "s";
        List<String> names = cluster.inventory().names(plural, pod.namespace());
        List<String> near = Spelling.nearest(missing.group(2), names);
        return finding.withEvidence(List.of(
                near.isEmpty()
                        ? "%s in namespace %s: %s"
                                .formatted(
                                        plural,
                                        pod.namespace(),
                                        names.isEmpty()
                                                ? "none"
                                                : Words.list(
                                                        names.stream().limit(10).toList()))
                        : "nearest names: " + Words.list(near)));
    }

    private Finding withKeys(Finding finding) {
        Matcher missing = ConfigRules.MISSING_KEY.matcher(String.join(" ", finding.evidence()));
        if (!missing.find()) {
            return finding;
        }
        ResourceKind kind = missing.group(2).equals("Secret") ? KnownKinds.SECRETS : KnownKinds.CONFIG_MAPS;
        return cluster.findObject(kind, missing.group(3), missing.group(4).replaceAll("[.,;:]+$", ""))
                .map(object -> {
                    var keys = new ArrayList<>(object.path("data").propertyNames());
                    return finding.withEvidence(
                            List.of("keys that it has: " + (keys.isEmpty() ? "none" : Words.list(keys))));
                })
                .orElse(finding);
    }
}
