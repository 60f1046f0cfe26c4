package dev.shipmate.image;

import dev.shipmate.cluster.ClusterEntry;
import dev.shipmate.process.ProgramRunner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tells what kind of local cluster a context leads to.
public final class LocalClusters {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Cli minikube;

    public LocalClusters(ProgramRunner runner, Programs programs) {
        minikube = new Cli(runner, programs.minikube());
    }

    /// The socket of the containerd that nodes use, from the environment; empty when none is set.
    public static String socket(Map<String, String> environment) {
        return Stream.of("SHIPMATE_CONTAINERD", "LAB_CONTAINERD")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(socket -> !socket.isBlank())
                .findFirst()
                .orElse("");
    }

    /// Names and marks decide first, then the socket if one is set and the API server is on this machine, as its
    /// containerd is; then minikube's own list of profiles.
    ///
    /// @param containerd the socket that is set for clusters that load by containerd, see [#socket]
    public LocalCluster recognise(ClusterEntry entry, String containerd) {
        return byMark(entry)
                .or(() -> byName(entry.context()))
                .or(() -> byName(entry.cluster()))
                .or(() -> containerd.isEmpty() || !isHere(entry.server())
                        ? byProfile(entry.server())
                        : Optional.of(new LocalCluster.Containerd(Path.of(containerd))))
                .orElseGet(() -> new LocalCluster.NotLocal(
                        "Context '%s' at %s is none of the local clusters that images can be loaded into."
                                .formatted(entry.context(), entry.server())));
    }

    private static boolean isHere(String server) {
        try {
            String host = URI.create(server).getHost();
            if (host == null) {
                return false;
            }
            InetAddress address = InetAddress.getByName(host);
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (IllegalArgumentException | IOException _) {
            return false;
        }
    }

    private static Optional<LocalCluster> byMark(ClusterEntry entry) {
        String profile = entry.cluster().isEmpty() ? entry.context() : entry.cluster();
        return entry.isMinikube() ? Optional.of(new LocalCluster.Minikube(profile)) : Optional.empty();
    }

    private static Optional<LocalCluster> byName(String name) {
        return switch (name) {
            case "minikube" -> Optional.of(new LocalCluster.Minikube(name));
            case "docker-desktop", "docker-for-desktop", "orbstack", "rancher-desktop", "colima" ->
                Optional.of(new LocalCluster.HostDocker(name));
            case String kind
            when kind.startsWith("kind-") -> Optional.of(new LocalCluster.Kind(kind.substring("kind-".length())));
            case String kind when kind.endsWith("@kind") -> Optional.of(new LocalCluster.Kind("kind"));
            case String k3d
            when k3d.startsWith("k3d-") -> Optional.of(new LocalCluster.K3d(k3d.substring("k3d-".length())));
            default -> Optional.empty();
        };
    }

    private Optional<LocalCluster> byProfile(String server) {
        if (server.isEmpty()
                || !(minikube.run(LIMIT, "profile", "list", "--output", "json")
                        instanceof Outcome.Got<String>(String json))) {
            return Optional.empty();
        }
        try {
            URI address = URI.create(server);
            return new JsonMapper()
                    .readTree(json)
                    .path("valid")
                    .valueStream()
                    .filter(profile ->
                            profile.path("Config").path("Nodes").valueStream().anyMatch(node -> isAt(node, address)))
                    .<LocalCluster>map(profile ->
                            new LocalCluster.Minikube(profile.path("Name").asString("")))
                    .findFirst();
        } catch (JacksonException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static boolean isAt(JsonNode node, URI address) {
        return node.path("IP").asString("").equals(address.getHost())
                && node.path("Port").asInt(0) == address.getPort();
    }
}
