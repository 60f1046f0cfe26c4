package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Pods that seem well, but are told to find another service on localhost.
final class LoopbackSettings implements SceneRule {
    /// Protocols and names of what only servers talk to. A browser's localhost is the user's machine, and right there.
    private static final Pattern SERVERS = Pattern.compile(
            "(?i)(?:postgres\\w*|mysql|mariadb|redis|rediss|mongodb|amqp|kafka|nats)(?:\\+\\w+)?://.*|.*jwks.*");

    private static final Pattern PLACE = Pattern.compile("(?<![\\w.-])(?:localhost|127\\.0\\.0\\.1):(\\d{2,5})(?!\\d)");

    private final Cluster cluster;

    LoopbackSettings(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public List<Lead> examine(Scene scene) {
        return scene.sound().stream()
                .map(HealthyPods::oldest)
                .filter(LoopbackSettings::isAlone)
                .flatMap(suspect -> lead(suspect, scene).stream())
                .toList();
    }

    /// What a pod has beside its program may well listen there.
    private static boolean isAlone(Suspect suspect) {
        return suspect.pod().total() == 1;
    }

    private Optional<Lead> lead(Suspect suspect, Scene scene) {
        Environment environment = Environment.written(suspect);
        return environment.variables().stream()
                .filter(it -> SERVERS.matcher(it.value()).matches()
                        || SERVERS.matcher(it.name()).matches())
                .flatMap(it -> lead(it, environment, suspect, scene).stream())
                .findFirst();
    }

    private Optional<Lead> lead(Environment.Variable variable, Environment environment, Suspect suspect, Scene scene) {
        Matcher place = PLACE.matcher(variable.value());
        if (!place.find()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(place.group(1));
        List<ServiceFacts> there = Loopback.services(scene, suspect, port);
        boolean own = suspect.json()
                .path("spec")
                .path("containers")
                .valueStream()
                .anyMatch(container -> container
                        .path("ports")
                        .valueStream()
                        .anyMatch(it -> it.path("containerPort").asInt(0) == port));
        if (own || there.size() != 1) {
            return Optional.empty();
        }
        Finding finding = Finding.of(
                        "localhost-in-pod",
                        suspect.object(),
                        suspect.pod().namespace(),
                        "it runs, but looks for another service in its own pod.",
                        List.of(),
                        "Give it the service's name as host.")
                .as(Confidence.LIKELY);
        if (variable.name().toLowerCase(Locale.ROOT).contains("jwks")) {
            return new JwksRule(cluster, scene)
                    .localUrl(Lead.of(finding), environment, suspect)
                    .map(lead -> Lead.of(lead.finding()));
        }
        String name = there.getFirst().name();
        Finding told = finding.withCause(
                        "%s %s leads to localhost, which in a pod is the pod itself; service/%s has port %d."
                                .formatted(finding.cause(), variable.name(), name, port))
                .withEvidence(List.of("%s leads to localhost:%d".formatted(variable.name(), port)));
        return Optional.of(Lead.of(environment
                .replacingHost(Loopback.host(variable.value()).orElse("localhost"), port, name)
                .map(told::withRemedy)
                .orElse(told)));
    }
}
