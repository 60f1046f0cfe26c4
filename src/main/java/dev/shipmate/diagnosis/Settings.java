package dev.shipmate.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The environment variables of a pod's containers: where a wrong one comes from, and the patch that corrects it.
final class Settings {
    private Settings() {}

    /// A variable whose value comes from a Secret.
    record SecretReference(String container, String variable, String secret, String key) {}

    static List<SecretReference> secretReferences(Suspect suspect) {
        var found = new ArrayList<SecretReference>();
        for (JsonNode container : containers(suspect)) {
            for (JsonNode variable : container.path("env")) {
                JsonNode reference = variable.path("valueFrom").path("secretKeyRef");
                if (reference.isObject()) {
                    found.add(new SecretReference(
                            container.path("name").asString(""),
                            variable.path("name").asString(""),
                            reference.path("name").asString(""),
                            reference.path("key").asString("")));
                }
            }
        }
        return found;
    }

    /// Puts another host in the place of a wrong one, where a variable has it as a plain value.
    static Optional<Remedy> replacing(Suspect suspect, String host, String better) {
        Pattern whole = Pattern.compile("(?<![\\w.-])" + Pattern.quote(host) + "(?![\\w.-])");
        return replacing(
                suspect,
                "Let %s of %s use host " + better,
                value -> whole.matcher(value).replaceAll(Matcher.quoteReplacement(better)));
    }

    /// The same for a port behind a host.
    static Optional<Remedy> replacingPort(Suspect suspect, String host, String port, String better) {
        Pattern whole =
                Pattern.compile("(?<![\\w.-])(" + Pattern.quote(host) + "(?:\\.[\\w.-]+)?:)" + port + "(?!\\d)");
        return replacing(
                suspect,
                "Let %s of %s use port " + better,
                value -> value.equals(port) ? better : whole.matcher(value).replaceAll("$1" + better));
    }

    private static Optional<Remedy> replacing(Suspect suspect, String title, UnaryOperator<String> change) {
        for (JsonNode container : containers(suspect)) {
            for (JsonNode variable : container.path("env")) {
                String value = variable.path("value").asString("");
                String changed = change.apply(value);
                // A value with a password in it is not written into a patch, which a journal keeps.
                if (!value.equals(changed) && !value.contains("@")) {
                    String name = variable.path("name").asString("");
                    ObjectNode fields = JsonNodeFactory.instance.objectNode();
                    fields.putArray("env").addObject().put("name", name).put("value", changed);
                    return PatchTemplate.container(
                            suspect,
                            title.formatted(name, suspect.object()),
                            container.path("name").asString(""),
                            fields);
                }
            }
        }
        return Optional.empty();
    }

    static List<JsonNode> containers(Suspect suspect) {
        var all = new ArrayList<JsonNode>();
        suspect.json().path("spec").path("initContainers").forEach(all::add);
        suspect.json().path("spec").path("containers").forEach(all::add);
        return all;
    }
}
