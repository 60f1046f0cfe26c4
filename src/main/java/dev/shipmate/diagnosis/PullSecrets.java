package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.spelling.Spelling;
import dev.shipmate.spelling.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Corrects the name of a Secret to log in to a registry with.
final class PullSecrets {
    private final Cluster cluster;

    PullSecrets(Cluster cluster) {
        this.cluster = cluster;
    }

    Lead correct(Lead lead, Suspect suspect) {
        List<String> logins = logins(suspect.pod().namespace());
        Finding told = lead.finding()
                .withEvidence(List.of(
                        "Secrets to log in to a registry with: " + (logins.isEmpty() ? "none" : Words.list(logins))));
        return lead.with(suspect.json()
                .path("spec")
                .path("imagePullSecrets")
                .valueStream()
                .map(it -> it.path("name").asString(""))
                .filter(name -> !logins.contains(name))
                .flatMap(name -> Spelling.best(name, logins).flatMap(best -> renamed(suspect, name, best)).stream())
                .findFirst()
                .map(told::withRemedy)
                .orElse(told));
    }

    private List<String> logins(String namespace) {
        var names = new ArrayList<String>();
        Permitted.look(() -> cluster.forEachObject(KnownKinds.SECRETS, namespace, "", secret -> {
            if (isLogin(secret)) {
                names.add(Objects.name(secret));
            }
        }));
        return names;
    }

    private static boolean isLogin(JsonNode secret) {
        return secret.path("type").asString("").startsWith("kubernetes.io/dockerc");
    }

    private static Optional<Remedy> renamed(Suspect suspect, String name, String better) {
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        ArrayNode secrets = spec.putArray("imagePullSecrets");
        secrets.addObject().put("name", name).put("$patch", "delete");
        secrets.addObject().put("name", better);
        return PatchTemplate.spec(
                suspect, "Let %s pull its image with secret/%s".formatted(suspect.object(), better), spec);
    }
}
