package dev.shipmate.planning;

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
record Links(
        String namespace,
        List<Link> objects,
        List<UnknownName> unknown,
        List<String> leftover,
        String app,
        List<String> kinds) {
    Links {
        objects = List.copyOf(objects);
        unknown = List.copyOf(unknown);
        leftover = List.copyOf(leftover);
        kinds = List.copyOf(kinds);
    }

    Optional<Link> first() {
        return objects.stream().findFirst();
    }

    /// The first workload or pod, known or not.
    Optional<Link> workload() {
        return objects.stream().filter(Links::runs).findFirst();
    }

    Links in(String changed) {
        return new Links(changed, objects, unknown, leftover, app, kinds);
    }

    Links with(Link object) {
        return new Links(namespace, List.of(object), unknown, leftover, app, kinds);
    }

    static boolean runs(Link link) {
        return !link.kind().endsWith("s");
    }
}
