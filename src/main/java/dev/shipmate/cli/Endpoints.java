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
        ProtocolChoice protocol) {}
