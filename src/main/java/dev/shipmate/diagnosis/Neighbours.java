package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ResourceKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The Services that a program is told to use: those whose names stand in its environment, wherever its values come
/// from. Of a Secret's values only this is said: which Service's name is in them.
final class Neighbours {
    private static final Pattern ADDRESS = Pattern.compile("(?i).*(host|url|uri|addr|dsn|server|endpoint|upstream).*");

    private final Cluster cluster;

    Neighbours(Cluster cluster) {
        this.cluster = cluster;
    }

    /// The Services, as they are displayed, and the workloads behind them.
    List<String> of(Suspect suspect, Scene scene) {
        String namespace = suspect.pod().namespace();
        List<String> values = values(suspect);
        return scene.servicesIn(namespace).stream()
                .filter(service -> !service.owners().contains(suspect.object()))
                .filter(service -> {
                    Pattern name = Pattern.compile("(?<![\\w.-])" + Pattern.quote(service.name()) + "(?![\\w-])");
                    return values.stream().anyMatch(value -> name.matcher(value).find());
                })
                .flatMap(service -> Stream.concat(Stream.of(service.display()), service.owners().stream()))
                .toList();
    }

    private List<String> values(Suspect suspect) {
        var sources = new HashMap<String, JsonNode>();
        var values = new ArrayList<String>();
        for (JsonNode container : Settings.containers(suspect)) {
            commands(container).map(word -> word.asString("")).forEach(values::add);
            for (JsonNode variable : container.path("env")) {
                values.add(variable.path("value").asString(""));
                JsonNode from = variable.path("valueFrom");
                String variableName = variable.path("name").asString("");
                if (ADDRESS.matcher(variableName).matches()) {
                    JsonNode secret = from.path("secretKeyRef");
                    JsonNode config = from.path("configMapKeyRef");
                    values.add(decoded(
                            data(suspect, KnownKinds.SECRETS, secret, sources).path(key(secret))));
                    values.add(data(suspect, KnownKinds.CONFIG_MAPS, config, sources)
                            .path(key(config))
                            .asString(""));
                }
            }
            for (JsonNode source : container.path("envFrom")) {
                data(suspect, KnownKinds.CONFIG_MAPS, source.path("configMapRef"), sources)
                        .forEach(value -> values.add(value.asString("")));
            }
        }
        return values;
    }

    /// What it runs, and what its probes run.
    private static Stream<JsonNode> commands(JsonNode container) {
        return Stream.of(
                        container.path("command"),
                        container.path("args"),
                        container.at("/readinessProbe/exec/command"),
                        container.at("/startupProbe/exec/command"),
                        container.at("/livenessProbe/exec/command"))
                .flatMap(JsonNode::valueStream);
    }

    private static String key(JsonNode reference) {
        return reference.path("key").asString("");
    }

    private JsonNode data(Suspect suspect, ResourceKind kind, JsonNode reference, Map<String, JsonNode> read) {
        String name = reference.path("name").asString("");
        if (name.isEmpty()) {
            return JsonNodeFactory.instance.missingNode();
        }
        return read.computeIfAbsent(kind.singular() + "/" + name, _ -> {
            var found = new ArrayList<JsonNode>();
            Permitted.look(() ->
                    cluster.findObject(kind, suspect.pod().namespace(), name).ifPresent(found::add));
            return found.isEmpty()
                    ? JsonNodeFactory.instance.missingNode()
                    : found.getFirst().path("data");
        });
    }

    private static String decoded(JsonNode value) {
        try {
            return new String(Base64.getDecoder().decode(value.asString("")), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
