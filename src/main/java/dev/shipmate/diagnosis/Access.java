package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.spelling.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Something that a service account wants to do through the API server, and what its roles say of it.
///
/// @param resource a plural, or a plural and a part: `pods`, `pods/log`
/// @param group the API group; empty for the core one
/// @param namespace empty for the whole cluster
record Access(Account account, String verb, String resource, String group, String namespace) {
    private static final String API = "rbac.authorization.k8s.io";
    private static final ResourceKind ROLES = kind("roles", "role", "Role", true);
    private static final ResourceKind BINDINGS = kind("rolebindings", "rolebinding", "RoleBinding", true);
    private static final ResourceKind CLUSTER_ROLES = kind("clusterroles", "clusterrole", "ClusterRole", false);
    private static final ResourceKind CLUSTER_BINDINGS =
            kind("clusterrolebindings", "clusterrolebinding", "ClusterRoleBinding", false);

    record Account(String namespace, String name) {}

    /// A rule of a role that is bound to the account.
    ///
    /// @param role as kubectl writes it: `role/watcher`
    record Grant(String role, Set<String> groups, Set<String> resources, Set<String> verbs) {
        Grant {
            groups = Set.copyOf(groups);
            resources = Set.copyOf(resources);
            verbs = Set.copyOf(verbs);
        }

        String words() {
            return "apiGroups %s, resources %s, verbs %s".formatted(quoted(groups), quoted(resources), quoted(verbs));
        }

        private static List<String> quoted(Set<String> words) {
            return words.stream().sorted().map("\"%s\""::formatted).toList();
        }
    }

    /// The rules of all roles that count where it wants to act; none that the user may not read.
    List<Grant> grants(Cluster cluster) {
        var grants = new ArrayList<Grant>();
        var references = new ArrayList<JsonNode>();
        if (!namespace.isEmpty()) {
            Permitted.look(() -> cluster.forEachObject(BINDINGS, namespace, "", binding -> {
                if (isBound(binding)) {
                    references.add(binding.path("roleRef"));
                }
            }));
        }
        Permitted.look(() -> cluster.forEachObject(CLUSTER_BINDINGS, "", "", binding -> {
            if (isBound(binding)) {
                references.add(binding.path("roleRef"));
            }
        }));
        references.forEach(reference -> {
            boolean wide = text(reference, "kind").equals("ClusterRole");
            ResourceKind kind = wide ? CLUSTER_ROLES : ROLES;
            String role = kind.singular() + "/" + text(reference, "name");
            Permitted.find(() -> cluster.findObject(kind, wide ? "" : namespace, text(reference, "name")))
                    .ifPresent(found -> found.path("rules")
                            .forEach(rule -> grants.add(new Grant(
                                    role,
                                    texts(rule.path("apiGroups")),
                                    texts(rule.path("resources")),
                                    texts(rule.path("verbs"))))));
        });
        return grants;
    }

    private boolean isBound(JsonNode binding) {
        Set<String> groups = Set.of(
                "system:serviceaccounts", "system:serviceaccounts:" + account.namespace(), "system:authenticated");
        return binding.path("subjects").valueStream().anyMatch(subject -> switch (text(subject, "kind")) {
            case "ServiceAccount" ->
                text(subject, "name").equals(account.name())
                        && text(subject, "namespace").equals(account.namespace());
            case "Group" -> groups.contains(text(subject, "name"));
            default ->
                text(subject, "name")
                        .equals("system:serviceaccount:%s:%s".formatted(account.namespace(), account.name()));
        });
    }

    /// Whether a rule allows it.
    boolean isIn(Grant grant) {
        return has(grant.groups(), group) && has(grant.resources(), resource) && has(grant.verbs(), verb);
    }

    /// Whether a rule was meant to allow it: the resource in another API group, or one that is written almost alike.
    boolean isNear(Grant grant) {
        boolean exact = grant.resources().contains(resource);
        boolean alike = grant.resources().stream()
                .anyMatch(it -> Spelling.slip(it, resource)
                        || (it + "s").equals(resource)
                        || it.equals(resource.replaceFirst("/.*", ""))
                        || it.equalsIgnoreCase(resource));
        boolean verbs = has(grant.verbs(), verb);
        return (exact && (verbs || has(grant.groups(), group))) || (alike && verbs);
    }

    private static boolean has(Set<String> words, String word) {
        return words.contains("*") || words.contains(word);
    }

    private static Set<String> texts(JsonNode list) {
        return Set.copyOf(
                list.valueStream().map(it -> it.asString("")).distinct().toList());
    }

    private static ResourceKind kind(String plural, String singular, String kind, boolean namespaced) {
        return new ResourceKind(API, "v1", plural, singular, kind, List.of(), namespaced);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
