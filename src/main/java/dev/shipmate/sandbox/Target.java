package dev.shipmate.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a path points to: a collection when `name` is empty, every namespace when `namespace` is empty too.
record Target(ResourceType type, String namespace, String name, String subresource) {
    /// Reads `/api/v1/…` and `/apis/<group>/<version>/…`; empty for what is no such path or no known kind.
    static Optional<Target> parse(String path) {
        List<String> parts = new ArrayList<>(List.of(path.substring(1).split("/")));
        boolean core = parts.getFirst().equals("api");
        if ((!core && !parts.getFirst().equals("apis")) || parts.size() < (core ? 3 : 4)) {
            return Optional.empty();
        }
        String group = core ? "" : parts.get(1);
        String version = parts.get(core ? 1 : 2);
        List<String> rest = parts.subList(core ? 2 : 3, parts.size());
        boolean inNamespace = rest.getFirst().equals("namespaces")
                && rest.size() > 2
                && !ResourceTypes.NAMESPACE.has(rest.get(2))
                && !rest.get(2).equals("finalize");
        String namespace = inNamespace ? rest.get(1) : "";
        List<String> words = inNamespace ? rest.subList(2, rest.size()) : rest;
        return ResourceTypes.find(group, version, words.getFirst())
                .map(type -> new Target(type, namespace, word(words, 1), word(words, 2)));
    }

    boolean collection() {
        return name.isEmpty();
    }

    Store.Key key() {
        return new Store.Key(type, namespace, name);
    }

    private static String word(List<String> words, int index) {
        return index < words.size() ? words.get(index) : "";
    }
}
