package dev.shipmate.image;

import dev.shipmate.process.ProgramRunner;
import java.time.Duration;
import java.util.List;

/// The nodes of a kind cluster, which are containers of the host's Docker.
final class KindNodes implements NodeStore {
    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final String BALANCER = "-external-load-balancer";

    private final Cli kind;
    private final Cli docker;
    private final String cluster;

    KindNodes(ProgramRunner runner, Programs programs, String cluster) {
        kind = new Cli(runner, programs.kind());
        docker = new Cli(runner, programs.docker());
        this.cluster = cluster;
    }

    @Override
    public Outcome<List<Node>> nodes() {
        return kind.run(SHORT, "get", "nodes", "--name", cluster).then(names -> {
            List<Node> nodes = names.lines()
                    .filter(name -> !name.isBlank() && !name.endsWith(BALANCER))
                    .<Node>map(name -> new CrictlNode(name, docker.with("exec", name, "crictl")))
                    .toList();
            return nodes.isEmpty()
                    ? new Outcome.Failed<>(new Problem(
                            "There is no kind cluster '%s' on this machine.".formatted(cluster),
                            "Start it with `kind create cluster --name %s`, or choose another with --context."
                                    .formatted(cluster)))
                    : new Outcome.Got<>(nodes);
        });
    }

    @Override
    public Outcome<String> load(String reference) {
        return kind.run(LONG, "load", "docker-image", reference, "--name", cluster)
                .map(_ -> reference);
    }
}
