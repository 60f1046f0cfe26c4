package dev.shipmate.image;

import dev.shipmate.fake.StandIn;
import dev.shipmate.process.ProgramRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Stand-ins for Docker and for the program that loads. A load changes what the node lists afterwards, by way of a
/// file.
@Timeout(30)
abstract class NodeFixture {
    static final String REFERENCE = "shop/web:0123456789ab";
    static final String NEW = "a".repeat(64);
    static final String OLD = "b".repeat(64);
    static final String MANIFEST = "c".repeat(64);

    @TempDir
    Path folder;

    StandIn docker;
    StandIn loader;
    Path listed;

    @BeforeEach
    final void standIns() {
        listed = folder.resolve("listed");
        docker = new StandIn(folder, "docker").prints("info*", "[]").prints("image inspect*", """
                        {"id":"sha256:%s","tags":["%s"],"size":5,"labels":{"dev.shipmate.project":"shop"}}
                        """.formatted(
                        NEW, REFERENCE));
        loader = new StandIn(folder, "loader");
    }

    final NodeImages of(LocalCluster cluster, NodeStore store) {
        return new NodeImages(host(), cluster, Optional.of(store), Duration.ofMillis(100));
    }

    final Docker host() {
        return new Docker(new ProgramRunner(), docker.path(), Duration.ofMinutes(1));
    }

    final String loads(String text) {
        return "cat >'%s' <<'END'\n%s\nEND\nexit 0".formatted(listed, text);
    }

    static String crictl(String id) {
        return """
                {"images":[{"id":"sha256:%s","repoTags":["docker.io/%s"],"repoDigests":[],"size":"5","pinned":false}]}
                """.formatted(id, REFERENCE);
    }

    static String labels(String project) {
        return """
                {"status":{"id":"sha256:x"},"info":{"imageSpec":{"config":{"Labels":{"dev.shipmate.project":"%s"}}}}}
                """.formatted(project);
    }
}
