package dev.shipmate.doctor;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterTarget;
import java.util.function.Supplier;

/// What the doctor asks of a cluster. Every method may throw a [dev.shipmate.cluster.ClusterException].
public interface ClusterAccess {
    ClusterTarget target();

    String version();

    /// Whether the user may do this in the namespace in use. `group` is the API group, empty for the core.
    boolean can(String verb, String group, String resource);

    static ClusterAccess of(Supplier<Cluster> cluster) {
        return new ClusterAccess() {
            @Override
            public ClusterTarget target() {
                return cluster.get().target();
            }

            @Override
            public String version() {
                return cluster.get().version();
            }

            @Override
            public boolean can(String verb, String group, String resource) {
                return cluster.get().can(verb, group, resource, target().namespace());
            }
        };
    }
}
