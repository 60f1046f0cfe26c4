package dev.shipmate.cli;

import dev.shipmate.model.ProtocolChoice;

/// Which cluster and which model server a user named. Every text is empty when it was left out.
public record Endpoints(
        String kubeconfig,
        String context,
        String namespace,
        boolean sandbox,
        String provider,
        String modelUrl,
        String model,
        ProtocolChoice protocol) {
    /// The same, with another context and namespace where the user named none.
    Endpoints orElse(String otherContext, String otherNamespace) {
        return new Endpoints(
                kubeconfig,
                context.isEmpty() ? otherContext : context,
                namespace.isEmpty() ? otherNamespace : namespace,
                sandbox,
                provider,
                modelUrl,
                model,
                protocol);
    }
}
