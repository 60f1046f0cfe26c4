package dev.shipmate.diagnosis;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What a pod's containers are given: the keys of Secrets among their variables, and the containers themselves.
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

    static List<JsonNode> containers(Suspect suspect) {
        var all = new ArrayList<JsonNode>();
        suspect.json().path("spec").path("initContainers").forEach(all::add);
        suspect.json().path("spec").path("containers").forEach(all::add);
        return all;
    }
}
