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
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The Services that programs are told to talk to: in their environment, wherever its values come from, and on their
/// command lines. Of a Secret's values only this is told: which Service is named.
final class Routes {
    private static final Pattern ADDRESS = Pattern.compile("(?i).*(host|url|uri|addr|dsn|server|endpoint|upstream).*");
    private static final Pattern HOST =
            Pattern.compile("(?<lead>^|//|@|[\\s,;=(\\[\"'])(?<host>[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
                    + "(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*)\\.?(?:[:\\s](?<port>\\d{2,5}))?(?=$|[/?,;\\s)\\]\"'])");

    private final Cluster cluster;
    private final Scene scene;
    private final Map<String, JsonNode> read = new HashMap<>();

    Routes(Cluster cluster, Scene scene) {
        this.cluster = cluster;
        this.scene = scene;
    }

    /// @param port of the Service; 0 when only its host is named
    /// @param place where it is named: `DATABASE_URL`, `command`
    record Route(ServiceFacts service, int port, String place) {
        /// Whether this may be the port that is meant.
        boolean means(ServiceFacts.Port one) {
            return port == 0 || port == one.port();
        }
    }

    private record Text(String place, String value) {}

    List<Route> of(PodExample client) {
        var routes = new ArrayList<Route>();
        for (Text text : texts(client)) {
            Matcher found = HOST.matcher(
                    text.value().substring(0, Math.min(4_000, text.value().length())));
            while (found.find()) {
                route(client, text, found)
                        .filter(route -> routes.stream()
                                .noneMatch(known -> known.service() == route.service() && known.port() == route.port()))
                        .ifPresent(routes::add);
            }
        }
        return routes;
    }

    private Optional<Route> route(PodExample client, Text text, Matcher found) {
        boolean port = found.group("port") != null;
        boolean url = found.group("lead").equals("//") || found.group("lead").equals("@");
        String before = text.value().substring(0, found.start("host"));
        boolean address = ADDRESS.matcher(text.place()).matches()
                || before.matches("(?is).*\\b\\w*(host|server|addr|endpoint)[= ]$");
        return port || url || address
                ? service(client, found.group("host"))
                        .map(service ->
                                new Route(service, port ? Integer.parseInt(found.group("port")) : 0, text.place()))
                : Optional.empty();
    }

    /// `db`, `db.prod`, `db.prod.svc.cluster.local`
    private Optional<ServiceFacts> service(PodExample client, String host) {
        String[] parts = host.split("\\.", -1);
        boolean full = parts.length > 2 && parts[2].equals("svc");
        String namespace = parts.length == 1 ? client.namespace() : parts[1];
        return parts.length > 2 && !full
                ? Optional.empty()
                : scene.servicesIn(namespace).stream()
                        .filter(service -> service.name().equals(parts[0]))
                        .filter(service -> !service.owners().contains(client.object()))
                        .findFirst();
    }

    private List<Text> texts(PodExample client) {
        var texts = new ArrayList<Text>();
        for (String role : List.of("initContainers", "containers")) {
            for (JsonNode container : client.spec().path(role)) {
                container.path("env").forEach(variable -> variable(client, variable, texts));
                container
                        .path("envFrom")
                        .forEach(source -> data(client, KnownKinds.CONFIG_MAPS, source.path("configMapRef"))
                                .properties()
                                .forEach(entry -> texts.add(new Text(
                                        entry.getKey(), entry.getValue().asString("")))));
                for (String words : List.of("command", "args")) {
                    texts.add(new Text(
                            words,
                            container
                                    .path(words)
                                    .valueStream()
                                    .map(word -> word.asString(""))
                                    .reduce("", (one, other) -> one + " " + other)));
                }
            }
        }
        return texts;
    }

    private void variable(PodExample client, JsonNode variable, List<Text> texts) {
        String name = variable.path("name").asString("");
        texts.add(new Text(name, variable.path("value").asString("")));
        JsonNode config = variable.at("/valueFrom/configMapKeyRef");
        JsonNode secret = variable.at("/valueFrom/secretKeyRef");
        if (config.isObject()) {
            texts.add(new Text(
                    name,
                    data(client, KnownKinds.CONFIG_MAPS, config)
                            .path(config.path("key").asString(""))
                            .asString("")));
        }
        if (secret.isObject() && ADDRESS.matcher(name).matches()) {
            texts.add(new Text(
                    name,
                    decoded(data(client, KnownKinds.SECRETS, secret)
                            .path(secret.path("key").asString("")))));
        }
    }

    private JsonNode data(PodExample client, ResourceKind kind, JsonNode reference) {
        String name = reference.path("name").asString("");
        if (name.isEmpty()) {
            return JsonNodeFactory.instance.missingNode();
        }
        return read.computeIfAbsent(
                "%s %s/%s".formatted(client.namespace(), kind.singular(), name),
                _ -> Permitted.find(() -> cluster.findObject(kind, client.namespace(), name))
                        .map(object -> object.path("data"))
                        .orElse(JsonNodeFactory.instance.missingNode()));
    }

    private static String decoded(JsonNode value) {
        try {
            return new String(Base64.getDecoder().decode(value.asString("")), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
