package dev.shipmate.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the names in a clause are tied to.
///
/// @param namespace the namespace that was named, `*` for all, or empty
/// @param objects workloads, pods and other objects, in the order of the words
/// @param unknown names that nothing has
/// @param leftover words that neither the lexicon nor the cluster explains
/// @param app the word that stood for a whole namespace, such as `todo-app`, or empty
/// @param kinds plurals of resource kinds that only this cluster knows
/// @param excluded objects that were named to be left out
record Links(
        String namespace,
        List<Link> objects,
        List<UnknownName> unknown,
        List<String> leftover,
        String app,
        List<String> kinds,
        List<Link> excluded) {
    Links {
        objects = List.copyOf(objects);
        unknown = List.copyOf(unknown);
        leftover = List.copyOf(leftover);
        kinds = List.copyOf(kinds);
        excluded = List.copyOf(excluded);
    }

    Optional<Link> first() {
        return objects.stream().findFirst();
    }

    /// The first workload or pod, known or not.
    Optional<Link> workload() {
        return objects.stream().filter(Links::runs).findFirst();
    }

    Links in(String changed) {
        return new Links(changed, objects, unknown, leftover, app, kinds, excluded);
    }

    Links with(Link object) {
        return new Links(namespace, List.of(object), unknown, leftover, app, kinds, excluded);
    }

    /// The same, but nothing here has the names of `far`.
    Links withUnknown(List<Link> far) {
        var strangers = new ArrayList<>(unknown);
        far.forEach(link -> strangers.add(new UnknownName(
                "workload", link.typed(), List.of("%s (namespace %s)".formatted(link.display(), link.namespace())))));
        List<Link> here = objects.stream()
                .map(link -> far.contains(link) ? Link.unknown(link.typed()) : link)
                .toList();
        return new Links(namespace, here, strangers, leftover, app, kinds, excluded);
    }

    static boolean runs(Link link) {
        return !link.kind().endsWith("s");
    }
}
