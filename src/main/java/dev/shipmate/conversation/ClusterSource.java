package dev.shipmate.conversation;

import java.util.List;

/// The clusters that can be connected to.
public interface ClusterSource {
    /// The contexts of the kubeconfig, by name.
    List<String> contexts();

    /// Connects to a context and namespace; an empty one is the kubeconfig's own. Does not ask the API server
    /// anything. Throws a [dev.shipmate.cluster.ClusterException] when there is no such context.
    Connection connect(String context, String namespace);
}
