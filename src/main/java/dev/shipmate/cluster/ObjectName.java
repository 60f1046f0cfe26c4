package dev.shipmate.cluster;

/// One object in the cluster, or a part of it such as `scale`. `namespace` is ignored for kinds that have none;
/// `part` is mostly empty.
public record ObjectName(ResourceKind kind, String namespace, String name, String part) {
    public ObjectName(ResourceKind kind, String namespace, String name) {
        this(kind, namespace, name, "");
    }

    /// As kubectl writes it: `deployment/backend`.
    public String display() {
        return kind.singular() + "/" + name;
    }

    ApiPath path(String verb) {
        ApiPath object = kind.named(namespace, name);
        String where = kind.namespaced() ? " in namespace " + namespace : "";
        return ApiPath.of(
                part.isEmpty() ? object.path() : object.path() + "/" + part,
                "%s %s%s%s".formatted(verb, display(), part.isEmpty() ? "" : " (" + part + ")", where));
    }
}
