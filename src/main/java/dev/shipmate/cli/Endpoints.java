package dev.shipmate.cli;

import dev.shipmate.model.ProtocolChoice;
import dev.shipmate.project.EnvironmentSpec;

/// Which cluster and which model server a user named. Every text is empty when it was left out.
public record Endpoints(
        String kubeconfig,
        String context,
        String namespace,
        boolean sandbox,
        String provider,
        String modelUrl,
        String model,
        ProtocolChoice protocol,
        int windowTokens) {
    /// The same model server, and the sandbox.
    Endpoints inSandbox() {
        return new Endpoints("", "", "", true, provider, modelUrl, model, protocol, windowTokens);
    }

    /// The same, with those of an environment where the user named no context or no namespace.
    Endpoints in(EnvironmentSpec environment) {
        return new Endpoints(
                kubeconfig,
                context.isEmpty() ? environment.context() : context,
                namespace.isEmpty() ? environment.namespace() : namespace,
                sandbox,
                provider,
                modelUrl,
                model,
                protocol,
                windowTokens);
    }
}
