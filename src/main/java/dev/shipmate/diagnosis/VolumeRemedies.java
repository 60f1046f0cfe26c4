package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.spelling.Spelling;
import dev.shipmate.spelling.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Corrects a volume that names a Secret, a ConfigMap or a key of one that is not there.
final class VolumeRemedies {
    private final Cluster cluster;

    VolumeRemedies(Cluster cluster) {
        this.cluster = cluster;
    }

    /// A Secret or ConfigMap in a volume.
    ///
    /// @param path within the volume: the source's name, and that of the field with the object's name
    private record Source(JsonNode volume, ResourceKind kind, String name, List<String> path, JsonNode items) {
        private Source {
            path = List.copyOf(path);
        }
    }

    Finding add(Finding finding, Suspect suspect) {
        String text = String.join(" ", finding.lines());
        Matcher key = MountRules.KEY.matcher(text);
        if (key.find()) {
            return key(finding, suspect, key.group(1));
        }
        Matcher object = ConfigRules.MISSING_OBJECT.matcher(text);
        return object.find() ? object(finding, suspect, object.group(1), object.group(2)) : finding;
    }

    private Finding object(Finding finding, Suspect suspect, String word, String name) {
        ResourceKind kind = word.equals("secret") ? KnownKinds.SECRETS : KnownKinds.CONFIG_MAPS;
        List<String> names = cluster
                .inventory()
                .names(kind.plural(), suspect.pod().namespace())
                .stream()
                .filter(it -> !it.startsWith("sh.helm.release."))
                .toList();
        List<String> near = Spelling.nearest(name, names);
        Finding told = finding.withEvidence(List.of(
                near.isEmpty()
                        ? "%s that exist: %s"
                                .formatted(
                                        kind.plural(),
                                        names.isEmpty()
                                                ? "none"
                                                : Words.list(
                                                        names.stream().limit(10).toList()))
                        : "nearest names: " + Words.list(near)));
        return Spelling.best(name, names)
                .flatMap(best -> sources(suspect).stream()
                        .filter(source ->
                                source.kind().equals(kind) && source.name().equals(name))
                        .findFirst()
                        .flatMap(source -> patched(
                                suspect,
                                source,
                                "Let volume %s of %s use %s/%s"
                                        .formatted(volume(source), suspect.object(), kind.singular(), best),
                                copy -> copy.put(source.path().getLast(), best))))
                .map(told::withRemedy)
                .orElse(told);
    }

    private Finding key(Finding finding, Suspect suspect, String key) {
        for (Source source : sources(suspect)) {
            boolean names = source.items()
                    .valueStream()
                    .anyMatch(item -> item.path("key").asString("").equals(key));
            if (names) {
                List<String> keys = keys(source, suspect);
                Finding told = finding.withEvidence(List.of("keys of %s/%s: %s"
                        .formatted(
                                source.kind().singular(), source.name(), keys.isEmpty() ? "none" : Words.list(keys))));
                return Spelling.best(key, keys)
                        .flatMap(best -> patched(
                                suspect,
                                source,
                                "Let volume %s of %s take key %s of %s/%s"
                                        .formatted(
                                                volume(source),
                                                suspect.object(),
                                                best,
                                                source.kind().singular(),
                                                source.name()),
                                copy -> copy.path("items").forEach(item -> correct(item, key, best))))
                        .map(told::withRemedy)
                        .orElse(told);
            }
        }
        return finding;
    }

    private static void correct(JsonNode item, String key, String better) {
        if (item instanceof ObjectNode named && named.path("key").asString("").equals(key)) {
            named.put("key", better);
        }
    }

    private List<String> keys(Source source, Suspect suspect) {
        return Permitted.find(
                        () -> cluster.findObject(source.kind(), suspect.pod().namespace(), source.name()))
                .map(object -> List.copyOf(object.path("data").propertyNames()))
                .orElse(List.of());
    }

    /// Lists inside of a volume have no key to merge by: they are given whole.
    private static Optional<Remedy> patched(Suspect suspect, Source source, String title, Consumer<ObjectNode> change) {
        ObjectNode volume = JsonNodeFactory.instance.objectNode();
        volume.put("name", volume(source));
        String field = source.path().getFirst();
        JsonNode whole = source.volume().path(field).deepCopy();
        if (whole.path("sources") instanceof ArrayNode parts) {
            String part = source.path().get(1);
            parts.valueStream()
                    .map(it -> it.path(part))
                    .filter(it -> it.path("name").asString("").equals(source.name()))
                    .forEach(it -> {
                        if (it instanceof ObjectNode object) {
                            change.accept(object);
                        }
                    });
        } else if (whole instanceof ObjectNode object) {
            change.accept(object);
        }
        volume.set(field, whole);
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        spec.putArray("volumes").add(volume);
        return PatchTemplate.spec(suspect, title, spec);
    }

    private static List<Source> sources(Suspect suspect) {
        var sources = new ArrayList<Source>();
        for (JsonNode volume : suspect.json().path("spec").path("volumes")) {
            add(sources, volume, KnownKinds.SECRETS, List.of("secret", "secretName"), volume.path("secret"));
            add(sources, volume, KnownKinds.CONFIG_MAPS, List.of("configMap", "name"), volume.path("configMap"));
            for (JsonNode part : volume.path("projected").path("sources")) {
                add(sources, volume, KnownKinds.SECRETS, List.of("projected", "secret", "name"), part.path("secret"));
                add(
                        sources,
                        volume,
                        KnownKinds.CONFIG_MAPS,
                        List.of("projected", "configMap", "name"),
                        part.path("configMap"));
            }
        }
        return sources;
    }

    private static void add(
            List<Source> sources, JsonNode volume, ResourceKind kind, List<String> path, JsonNode source) {
        String name = source.path(path.getLast()).asString("");
        if (!name.isEmpty()) {
            sources.add(new Source(volume, kind, name, path, source.path("items")));
        }
    }

    private static String volume(Source source) {
        return source.volume().path("name").asString("");
    }
}
