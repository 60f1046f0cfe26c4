package dev.shipmate.diagnosis;

import dev.shipmate.cluster.ContainerView;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A program that writes to its root file system, which its container has as read-only.
final class ReadOnlyRule implements LogRule {
    private static final Pattern REFUSED = Pattern.compile("(?i)read-?only file ?system|EROFS");
    /// Where programs keep what they can make again. Only one of these is ever mounted over.
    private static final List<String> SCRATCH =
            List.of("/tmp", "/var/tmp", "/var/cache", "/var/run", "/run", "/var/log", "/app/.next/cache", "/.cache");

    @Override
    public Optional<Lead> explain(Lead lead, LogEnd log) {
        JsonNode container = log.suspect().container(log.container().name());
        boolean readOnly =
                container.at("/securityContext/readOnlyRootFilesystem").asBoolean(false);
        if (!readOnly || !log.has(REFUSED)) {
            return Optional.empty();
        }
        String name = log.container().name();
        Finding finding = lead.finding()
                .as("read-only-root")
                .as(Confidence.LIKELY)
                .withCause("%s The root file system of container %s is read-only, and the program writes to it."
                        .formatted(lead.finding().cause(), name))
                .with(Evidence.field(
                        "spec.template.spec.containers[%s].securityContext.readOnlyRootFilesystem".formatted(name),
                        "readOnlyRootFilesystem of container %s is true".formatted(name)))
                .withNext("Mount an emptyDir volume where the program writes.");
        String line = log.line(REFUSED).orElse("");
        return Optional.of(lead.with(SCRATCH.stream()
                .filter(_ -> log.container().role() == ContainerView.Role.APP)
                .filter(path -> names(line, path) && !isMounted(container, path))
                .findFirst()
                .flatMap(path -> mount(log.suspect(), name, path))
                .map(finding::withRemedy)
                .orElse(finding)));
    }

    private static boolean names(String line, String path) {
        return Pattern.compile("(?<![\\w./-])" + Pattern.quote(path) + "(?![\\w-])")
                .matcher(line)
                .find();
    }

    private static boolean isMounted(JsonNode container, String path) {
        return container
                .path("volumeMounts")
                .valueStream()
                .anyMatch(mount -> mount.path("mountPath").asString("").equals(path));
    }

    private static Optional<Remedy> mount(Suspect suspect, String container, String path) {
        String volume = "scratch" + path.replaceAll("[^a-z0-9]+", "-");
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        spec.putArray("volumes").addObject().put("name", volume).putObject("emptyDir");
        ObjectNode changed = spec.putArray("containers").addObject();
        changed.put("name", container)
                .putArray("volumeMounts")
                .addObject()
                .put("name", volume)
                .put("mountPath", path);
        return PatchTemplate.spec(suspect, "Give %s an empty directory at %s".formatted(suspect.object(), path), spec);
    }
}
