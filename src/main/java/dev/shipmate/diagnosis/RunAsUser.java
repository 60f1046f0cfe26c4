package dev.shipmate.diagnosis;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Gives containers that may not run as root a numeric user: one that the pod has elsewhere, else the number that every
/// Linux knows as nobody.
final class RunAsUser {
    private static final long NOBODY = 65_534;

    private RunAsUser() {}

    static Optional<Remedy> remedy(Suspect suspect) {
        JsonNode spec = suspect.json().path("spec");
        long user = known(spec).orElse(NOBODY);
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.putObject("securityContext").put("runAsUser", user);
        // A container's own user counts more than the pod's.
        Settings.containers(suspect).stream()
                .filter(container -> container.at("/securityContext/runAsUser").asLong(-1) == 0)
                .forEach(container -> fields.withArray("containers")
                        .addObject()
                        .put("name", container.path("name").asString(""))
                        .putObject("securityContext")
                        .put("runAsUser", user));
        return PatchTemplate.spec(
                suspect,
                "Run %s as user %d (its files must be readable for that user)".formatted(suspect.object(), user),
                fields);
    }

    private static OptionalLong known(JsonNode spec) {
        return Stream.concat(
                        Stream.of(
                                        "/securityContext/runAsUser",
                                        "/securityContext/fsGroup",
                                        "/securityContext/runAsGroup")
                                .map(spec::at),
                        spec.path("containers").valueStream().map(it -> it.at("/securityContext/runAsUser")))
                .mapToLong(it -> it.asLong(0))
                .filter(user -> user > 0)
                .findFirst();
    }
}
