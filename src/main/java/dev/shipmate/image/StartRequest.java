package dev.shipmate.image;

import java.util.List;

/// A minikube to start. Ports and the range of node ports count for a new profile only.
///
/// @param driver such as `docker`, or empty for minikube's choice
/// @param cpus how many, or 0 for minikube's choice
/// @param memoryMegabytes or 0 for minikube's choice
/// @param ports from this machine into the node
/// @param nodePortRange such as `3000-32767`, or empty for the API server's own
public record StartRequest(
        String profile, String driver, int cpus, int memoryMegabytes, List<PortMapping> ports, String nodePortRange) {
    public StartRequest {
        ports = List.copyOf(ports);
        if (!nodePortRange.isEmpty() && !nodePortRange.matches("\\d{1,5}-\\d{1,5}")) {
            throw new IllegalArgumentException("No range of ports: " + nodePortRange);
        }
    }

    /// A port of this machine, on 127.0.0.1, and the port of the node that it leads to.
    public record PortMapping(int hostPort, int nodePort) {}
}
