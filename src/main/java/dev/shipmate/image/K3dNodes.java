package dev.shipmate.image;

import dev.shipmate.process.ProgramRunner;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// The nodes of a k3d cluster, which are containers of the host's Docker.
final class K3dNodes implements NodeStore {
    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Set<String> ROLES = Set.of("server", "agent");

    private final Cli k3d;
    private final Cli docker;
    private final String cluster;

    K3dNodes(ProgramRunner runner, Programs programs, String cluster) {
        k3d = new Cli(runner, programs.k3d());
        docker = new Cli(runner, programs.docker());
        this.cluster = cluster;
    }

    @Override
    public Outcome<List<Node>> nodes() {
        return k3d.run(SHORT, "cluster", "list", cluster, "--output", "json")
                .then(text -> NodeJson.read(
                        "k3d",
                        text,
                        tree -> tree.path(0)
                                .path("nodes")
                                .valueStream()
                                .filter(node -> ROLES.contains(node.path("role").asString("")))
                                .map(node -> node.path("name").asString(""))
                                .<Node>map(name -> new CrictlNode(name, docker.with("exec", name, "crictl")))
                                .toList()));
    }

    @Override
    public Outcome<String> load(String reference) {
        return k3d.run(LONG, "image", "import", reference, "--cluster", cluster).map(_ -> reference);
    }
}
