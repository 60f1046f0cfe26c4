package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ContainerState;
import dev.shipmate.cluster.ContainerView;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.PodLog;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.spelling.Spelling;
import dev.shipmate.spelling.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Adds to a finding what must be fetched: the end of a crashed container's log, the names and keys that do exist.
final class CloserLook {
    private static final int LINES = 12;
    private static final int SEARCHED = 80;
    /// Words that name a cause, and words that only say that something went wrong.
    private static final List<Pattern> TELLING = List.of(
            Pattern.compile("(?i)\\b(refused|could not|cannot|can't|unable to|denied|no such|not found|unknown host"
                    + "|not known|missing|required|invalid|timed out)\\b"),
            Pattern.compile("(?i)(\\bfatal\\b|\\bpanic\\b|error\\b|exception\\b|\\bfailed\\b)"));

    private static final Set<String> UNREADY = Set.of(
            "readiness-5xx",
            "not-ready",
            "init-waiting",
            "probe-timeout",
            "probe-failing",
            "liveness-needs-dependency");
    /// What a program wrote before it was killed for its memory is no cause.
    private static final Set<String> MEMORY = Set.of("oom-killed", "oom-recovered");

    private final Cluster cluster;
    private final Neighbours neighbours;
    private final PodLog log;
    private final ReferencedSecrets secrets;

    CloserLook(Cluster cluster, ReferencedSecrets secrets) {
        this.cluster = cluster;
        this.neighbours = new Neighbours(cluster);
        this.log = new PodLog(cluster);
        this.secrets = secrets;
    }

    Lead complete(Lead lead, Suspect suspect, Scene scene) {
        // Before anything that the pod wrote is shown.
        secrets.learn(List.of(suspect.pod()));
        return switch (lead.finding().id()) {
            case "secret-missing", "configmap-missing" -> lead.with(withNames(lead.finding(), suspect));
            case "secret-key-missing", "configmap-key-missing" -> lead.with(withKeys(lead.finding(), suspect));
            case "volume-source-missing", "volume-key-missing" ->
                lead.with(new VolumeRemedies(cluster).add(lead.finding(), suspect));
            case "crash-app-error",
                    "job-failed",
                    "init-failing",
                    "init-waiting",
                    "exits-zero",
                    "exit-native-crash",
                    "exit-not-runnable",
                    "exit-143",
                    "killed-not-oom",
                    "oom-killed",
                    "oom-recovered",
                    "restarts-high",
                    "readiness-5xx",
                    "probe-refused",
                    "probe-timeout",
                    "probe-failing",
                    "not-ready",
                    "readiness-404",
                    "startup-too-slow",
                    "liveness-needs-dependency",
                    "liveness-too-early",
                    "liveness-wrong-target" -> withNeighbours(withLog(lead, suspect, scene), suspect, scene);
            default -> lead;
        };
    }

    private Lead withLog(Lead lead, Suspect suspect, Scene scene) {
        PodView pod = suspect.pod();
        Optional<ContainerView> container = troubled(pod);
        if (container.isEmpty()) {
            return lead;
        }
        boolean previous = container.get().restarts() > 0;
        PodLog.Part part = read(pod, container.get(), previous);
        if (previous && !part.problem().isEmpty()) {
            part = read(pod, container.get(), false);
        }
        if (part.lines().isEmpty()) {
            return lead.with(lead.finding()
                    .withEvidence(List.of(part.problem().isEmpty() ? "its log is empty" : part.problem())));
        }
        List<String> messages = part.lines().stream().map(LogLine::message).toList();
        Lead told = MEMORY.contains(lead.finding().id())
                ? lead
                : told(lead, new LogEnd(suspect, container.get(), messages), scene);
        return told.with(told.finding().with(shown(pod, container.get(), part.lines())));
    }

    /// The first that is not ready; of a pod that seems well, the one that was restarted last.
    private static Optional<ContainerView> troubled(PodView pod) {
        return pod.containers().stream()
                .filter(it -> !it.ready() && !(it.role() == ContainerView.Role.INIT && ended(it)))
                .filter(ContainerView::hasRun)
                .findFirst()
                .or(() -> pod.containers().stream()
                        .filter(it -> it.restarts() > 0)
                        .max(Comparator.comparing(it -> it.last() instanceof ContainerState.Terminated last
                                ? last.finished()
                                : Instant.EPOCH)));
    }

    /// A program that starts but says that it cannot serve, and not why, waits for what it is told to use.
    private Lead withNeighbours(Lead lead, Suspect suspect, Scene scene) {
        return UNREADY.contains(lead.finding().id()) && lead.causes().isEmpty()
                ? lead.because(neighbours.of(suspect, scene))
                : lead;
    }

    private Lead told(Lead lead, LogEnd log, Scene scene) {
        Finding finding = lead.finding();
        Lead told = telling(log.lines())
                .map(line -> lead.with(finding.withCause(
                        "%s Its log says: %s".formatted(finding.cause(), sentence(Words.shortened(line, 200))))))
                .orElse(lead);
        return LogRules.of(cluster, scene).explain(told, log).orElse(told);
    }

    private static String sentence(String line) {
        return line.endsWith(".") || line.endsWith("…") ? line : line + ".";
    }

    static List<Evidence> shown(PodView pod, ContainerView container, List<String> lines) {
        String place = "%s, container %s".formatted(pod.display(), container.name());
        var shown = new ArrayList<Evidence>();
        shown.add(Evidence.log(place, "last lines of the log of %s:".formatted(container.name())));
        lines.stream()
                .skip(Math.max(0, lines.size() - LINES))
                .forEach(line ->
                        shown.add(Evidence.log(place, "  " + line.substring(0, Math.min(300, line.length())))));
        return shown;
    }

    private PodLog.Part read(PodView pod, ContainerView container, boolean previous) {
        return Permitted.find(() ->
                        Optional.of(log.read(pod, container, new PodLog.Wish(previous, Duration.ZERO, SEARCHED, ""))))
                .orElseGet(() -> new PodLog.Part(
                        pod, container, List.of(), new PodLog.Size(0, 0, true), "its log may not be read by you"));
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

    private Finding withNames(Finding finding, Suspect suspect) {
        Matcher missing = ConfigRules.MISSING_OBJECT.matcher(String.join(" ", finding.lines()));
        if (!missing.find()) {
            return finding;
        }
        String plural = missing.group(1) + "s";
        String namespace = suspect.pod().namespace();
        List<String> names = cluster.inventory().names(plural, namespace).stream()
                .filter(name -> !name.startsWith("sh.helm.release."))
                .toList();
        List<String> near = Spelling.nearest(missing.group(2), names);
        Finding told = finding.withEvidence(List.of(
                near.isEmpty()
                        ? "%s in namespace %s: %s"
                                .formatted(
                                        plural,
                                        namespace,
                                        names.isEmpty()
                                                ? "none"
                                                : Words.list(
                                                        names.stream().limit(10).toList()))
                        : "nearest names: " + Words.list(near)));
        return Spelling.best(missing.group(2), names)
                .flatMap(best -> References.naming(suspect, missing.group(1), missing.group(2), best))
                .map(told::withRemedy)
                .orElse(told);
    }

    private Finding withKeys(Finding finding, Suspect suspect) {
        Matcher missing = ConfigRules.MISSING_KEY.matcher(String.join(" ", finding.lines()));
        if (!missing.find()) {
            return finding;
        }
        ResourceKind kind = missing.group(2).equals("Secret") ? KnownKinds.SECRETS : KnownKinds.CONFIG_MAPS;
        String name = missing.group(4).replaceAll("[.,;:]+$", "");
        return Permitted.find(() -> cluster.findObject(kind, missing.group(3), name))
                .map(object -> {
                    var keys = new ArrayList<>(object.path("data").propertyNames());
                    Finding told = finding.withEvidence(
                            List.of("keys that it has: " + (keys.isEmpty() ? "none" : Words.list(keys))));
                    return Spelling.best(missing.group(1), keys)
                            .flatMap(best -> References.key(suspect, kind, name, missing.group(1), best))
                            .map(told::withRemedy)
                            .orElse(told);
                })
                .orElse(finding);
    }
}
