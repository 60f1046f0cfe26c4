package dev.shipmate.cluster;

import java.util.List;

/// A pod, its containers, and the workload that owns it, as `deployment/backend`, or empty for a pod that
/// stands alone.
public record PodName(String namespace, String name, String owner, List<String> containers) {
    public PodName {
        containers = List.copyOf(containers);
    }
}
