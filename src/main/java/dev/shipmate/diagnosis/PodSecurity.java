package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.WorkloadName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a namespace's Pod Security level asks of a workload's pods, by the words of the API server that refused them.
final class PodSecurity {
    private static final String ENFORCE = "pod-security.kubernetes.io/enforce";
    private static final Pattern CONTAINERS = Pattern.compile("containers? ((?:\"[^\"]+\"(?:, )?)+)");
    private static final Pattern NAME = Pattern.compile("\"([^\"]+)\"");
    /// What a program may really need: the node's network, ports, files or rights. Nobody takes it away unasked.
    private static final List<String> NEEDED = List.of(
            "host namespaces",
            "hostPath volumes",
            "hostPort",
            "restricted volume types",
            "privileged (",
            "non-default capabilities",
            "runAsUser=0",
            "hostProcess",
            "procMount",
            "forbidden sysctls",
            "seLinuxOptions",
            "forbidden AppArmor");

    private PodSecurity() {}

    /// The label of the namespace that sets the level, where namespaces can be seen.
    static List<Evidence> level(String namespace, Scene scene) {
        return scene.objects()
                .of(KnownKinds.NAMESPACES)
                .filter(object -> Objects.name(object).equals(namespace))
                .map(object ->
                        object.path("metadata").path("labels").path(ENFORCE).asString(""))
                .filter(level -> !level.isEmpty())
                .map(level -> Evidence.field(
                        "metadata.labels[%s]".formatted(ENFORCE),
                        "namespace/%s enforces the Pod Security level %s".formatted(namespace, level)))
                .toList();
    }

    /// Sets what the level `restricted` asks for, if that is all that is refused. An image that needs root will not run
    /// with it, which the title says.
    static Optional<Remedy> remedy(WorkloadName workload, JsonNode template, String message) {
        if (NEEDED.stream().anyMatch(message::contains)) {
            return Optional.empty();
        }
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        ObjectNode pod = JsonNodeFactory.instance.objectNode();
        if (message.contains("runAsNonRoot")) {
            pod.put("runAsNonRoot", true);
        }
        if (message.contains("seccompProfile")) {
            pod.putObject("seccompProfile").put("type", "RuntimeDefault");
        }
        if (!pod.isEmpty()) {
            spec.set("securityContext", pod);
        }
        Set<String> inits = template.path("spec")
                .path("initContainers")
                .valueStream()
                .map(container -> container.path("name").asString(""))
                .collect(Collectors.toSet());
        for (String name : names(message)) {
            ObjectNode security = container(message);
            if (!security.isEmpty()) {
                spec.withArray(inits.contains(name) ? "initContainers" : "containers")
                        .addObject()
                        .put("name", name)
                        .set("securityContext", security);
            }
        }
        return spec.isEmpty()
                ? Optional.empty()
                : Optional.of(PatchTemplate.spec(
                        workload,
                        "Set the securityContext of %s as its namespace demands (its image must run without root)"
                                .formatted(workload.display()),
                        spec));
    }

    private static ObjectNode container(String message) {
        ObjectNode security = JsonNodeFactory.instance.objectNode();
        if (message.contains("allowPrivilegeEscalation")) {
            security.put("allowPrivilegeEscalation", false);
        }
        if (message.contains("runAsNonRoot=false")) {
            security.put("runAsNonRoot", true);
        }
        if (message.contains("\"Unconfined\"")) {
            security.putObject("seccompProfile").put("type", "RuntimeDefault");
        }
        if (message.contains("capabilities")) {
            security.putObject("capabilities").putArray("drop").add("ALL");
        }
        return security;
    }

    private static Set<String> names(String message) {
        var names = new TreeSet<String>();
        Matcher containers = CONTAINERS.matcher(message);
        while (containers.find()) {
            Matcher name = NAME.matcher(containers.group(1));
            while (name.find()) {
                names.add(name.group(1));
            }
        }
        return names;
    }
}
