package dev.shipmate.verification;

import java.net.URI;

/// A way to a Service that has no address outside the cluster, such as a port-forward.
@FunctionalInterface
public interface ServiceAccess {
    /// Asked before each request, so that the way may move when a pod is replaced.
    Way to(String service, int port);

    /// What can be said about the way.
    sealed interface Way {
        record Open(URI url) implements Way {}

        record Closed(String reason) implements Way {}
    }

    /// No way, for a reason that the report gives.
    static ServiceAccess none(String reason) {
        return (_, _) -> new Way.Closed(reason);
    }
}
