package dev.shipmate.cluster;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A kind of object that the API server keeps, and where: `deployments` in `apps/v1`.
///
/// @param group empty for the core group
public record ResourceKind(
        String group,
        String version,
        String plural,
        String singular,
        String kind,
        List<String> shortNames,
        boolean namespaced) {
    public ResourceKind {
        shortNames = List.copyOf(shortNames);
    }

    /// Whether a user's word means this kind: plural, singular, short name, or any with its group, as
    /// `widgets.example.com`.
    public boolean isCalled(String word) {
        String wanted = word.toLowerCase(Locale.ROOT);
        return Stream.concat(Stream.of(plural, singular, kind.toLowerCase(Locale.ROOT)), shortNames.stream())
                .anyMatch(name -> wanted.equals(name) || wanted.equals(name + "." + group));
    }

    /// As kubectl writes it: `deployments`, or `widgets.example.com` for what does not belong to Kubernetes itself.
    public String display() {
        return group.contains(".") && !group.endsWith(".k8s.io") ? plural + "." + group : plural;
    }

    /// The list of these objects; `namespace` empty means everywhere.
    ApiPath list(String namespace) {
        String where = namespace.isEmpty() || !namespaced ? "" : " in namespace " + namespace;
        return ApiPath.of(base(namespace) + plural, "list " + display() + where);
    }

    ApiPath named(String namespace, String name) {
        String where = namespaced ? " in namespace " + namespace : "";
        return ApiPath.of(
                base(namespace) + plural + "/" + ApiPath.segment(name), "get %s/%s%s".formatted(singular, name, where));
    }

    private String base(String namespace) {
        String root = group.isEmpty() ? "/api/" + version + "/" : "/apis/" + group + "/" + version + "/";
        return namespaced && !namespace.isEmpty() ? root + "namespaces/" + ApiPath.segment(namespace) + "/" : root;
    }
}
