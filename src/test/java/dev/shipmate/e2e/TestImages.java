package dev.shipmate.e2e;

import dev.shipmate.image.LocalClusters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Images on the host's Docker and in the node's containerd, as `docker` and `ctr` see them.
final class TestImages {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String POSTGRES = "postgres:15";

    private TestImages() {}

    /// Brings PostgreSQL's image, which is no image of the project, into the node.
    static void loadPostgres() {
        if (!inNode().contains("docker.io/library/" + POSTGRES)) {
            run(List.of(
                    "sh", "-c", "docker save %s | %s images import -".formatted(POSTGRES, String.join(" ", ctr()))));
        }
    }

    /// The number of the user or of the group that PostgreSQL has in its image.
    static String postgresId(String option) {
        return run(List.of("docker", "run", "--rm", "--network=host", "--entrypoint=id", POSTGRES, option))
                .strip();
    }

    /// The references of a project's images, on the host.
    static List<String> onHost(String repository) {
        return run(List.of("docker", "image", "ls", "--format", "{{.Repository}}:{{.Tag}}", repository))
                .lines()
                .toList();
    }

    /// The references of all images in the node.
    static List<String> inNode() {
        return run(Stream.concat(ctr().stream(), Stream.of("images", "ls", "-q"))
                        .toList())
                .lines()
                .toList();
    }

    /// Removes every image whose repository begins with `prefix`, in both places.
    static void remove(String prefix) {
        for (String reference : onHost(prefix + "*")) {
            run(List.of("docker", "image", "rm", "--force", reference));
        }
        for (String reference : inNode()) {
            if (reference.startsWith("docker.io/" + prefix)) {
                run(Stream.concat(ctr().stream(), Stream.of("images", "rm", "--sync", reference))
                        .toList());
            }
        }
    }

    private static List<String> ctr() {
        return List.of("ctr", "--address", LocalClusters.socket(System.getenv()), "--namespace", "k8s.io");
    }

    private static String run(List<String> command) {
        Ran ran = Subprocess.run(command, Map.of(), "", LIMIT);
        if (ran.exitCode() != 0) {
            throw new AssertionError(ran);
        }
        return ran.stdout();
    }
}
