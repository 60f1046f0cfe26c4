package dev.shipmate.approval;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.tool.Change;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Namespaces in which a person says yes to each change: those that a cluster itself lives from, those that a user
/// named, and those that carry the label `shipmate.dev/protected=true`.
public final class ProtectedNamespaces {
    /// The label's key.
    public static final String LABEL = "shipmate.dev/protected";

    /// "Initial namespaces" of a cluster, but for the one that everybody starts in.
    /// https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
    private static final Set<String> SYSTEM = Set.of("kube-system", "kube-public", "kube-node-lease");

    private static final String NAMESPACE = "namespace/";

    private final Set<String> named;
    private final Predicate<String> labelled;

    /// @param labelled whether a namespace carries the label; asked only where the name does not tell
    public ProtectedNamespaces(Set<String> named, Predicate<String> labelled) {
        this.named = Set.copyOf(named);
        this.labelled = labelled;
    }

    /// Those of a cluster that need not be there yet.
    public static ProtectedNamespaces of(Cluster cluster, ApprovalPolicy policy) {
        return new ProtectedNamespaces(policy.protectedNamespaces(), name -> {
            try {
                return isLabelled(cluster, name);
            } catch (ClusterException _) {
                return false;
            }
        });
    }

    /// Whether a namespace carries the label. One that may not be looked at counts as not labelled.
    public static boolean isLabelled(Cluster cluster, String namespace) {
        try {
            return cluster.findObject(KnownKinds.NAMESPACES, "", namespace)
                    .map(it -> it.path("metadata").path("labels").path(LABEL).asString(""))
                    .filter("true"::equals)
                    .isPresent();
        } catch (ClusterException e) {
            return switch (e.code()) {
                case FORBIDDEN -> false;
                case UNREACHABLE, UNAUTHORIZED, CONFLICT, INVALID, SERVER_ERROR -> throw e;
            };
        }
    }

    /// Those that changes are made in, or that are themselves changed.
    public List<String> among(List<Change> changes) {
        return changes.stream()
                .flatMap(ProtectedNamespaces::namespaces)
                .distinct()
                .filter(this::covers)
                .sorted()
                .toList();
    }

    private static Stream<String> namespaces(Change change) {
        return change.object().startsWith(NAMESPACE)
                ? Stream.of(change.object().substring(NAMESPACE.length()))
                : Stream.of(change.namespace()).filter(name -> !name.isEmpty());
    }

    /// Whether changes in a namespace are asked for each time.
    public boolean covers(String namespace) {
        return SYSTEM.contains(namespace) || named.contains(namespace) || labelled.test(namespace);
    }
}
