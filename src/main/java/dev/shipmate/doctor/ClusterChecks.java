package dev.shipmate.doctor;

import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.ClusterTarget;
import java.time.Duration;
import java.util.List;

/// Whether the cluster answers, and what its user may do there.
record ClusterChecks(ClusterAccess cluster) implements CheckGroup {
    private static final String CLUSTER = "cluster";
    private static final String PERMISSIONS = "permissions";

    private record Right(String verb, String group, String resource) {
        String display() {
            return verb + " " + resource;
        }
    }

    private static final List<Right> READS = List.of(
            new Right("list", "", "pods"),
            new Right("get", "", "pods/log"),
            new Right("list", "", "events"),
            new Right("list", "apps", "deployments"));
    private static final List<Right> CHANGES =
            List.of(new Right("patch", "apps", "deployments"), new Right("delete", "", "pods"));

    @Override
    public String name() {
        return CLUSTER;
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(20);
    }

    @Override
    public List<Check> run() {
        try {
            ClusterTarget target = cluster.target();
            Check reached = Check.ok(
                    CLUSTER,
                    "%s at %s, context %s, namespace %s"
                            .formatted(cluster.version(), target.server(), target.context(), target.namespace()));
            return List.of(reached, permissions(target));
        } catch (ClusterException e) {
            return List.of(Check.error(CLUSTER, String.valueOf(e.getMessage()), remedy(e.code())));
        }
    }

    private static String remedy(ClusterException.Code code) {
        return switch (code) {
            case UNREACHABLE -> "minikube start";
            case UNAUTHORIZED, FORBIDDEN, CONFLICT, INVALID, SERVER_ERROR -> "kubectl cluster-info";
        };
    }

    private Check permissions(ClusterTarget target) {
        List<String> reads = missing(READS);
        List<String> changes = missing(CHANGES);
        String remedy = "kubectl auth can-i --list --namespace " + target.namespace();
        if (!reads.isEmpty()) {
            return Check.error(
                    PERMISSIONS,
                    "in %s you may not %s".formatted(target.namespace(), String.join(", ", reads)),
                    remedy);
        }
        return changes.isEmpty()
                ? Check.ok(PERMISSIONS, "you may look at and change things in " + target.namespace())
                : Check.warning(
                        PERMISSIONS,
                        "in %s you may look, but not %s".formatted(target.namespace(), String.join(", ", changes)),
                        remedy);
    }

    private List<String> missing(List<Right> rights) {
        return rights.stream()
                .filter(right -> !cluster.can(right.verb(), right.group(), right.resource()))
                .map(Right::display)
                .toList();
    }
}
