package dev.shipmate.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.process.ProgramRunner;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// The command lines and outputs of k3d, and of crictl in its nodes.
class K3dNodesTest extends NodeFixture {
    @Test
    void imageIsLoadedIntoServersAndAgents() throws IOException {
        loader.prints("cluster list shop --output json", """
                        [{"name":"shop","nodes":[{"name":"k3d-shop-serverlb","role":"loadbalancer"},
                        {"name":"k3d-shop-server-0","role":"server"},{"name":"k3d-shop-agent-0","role":"agent"}]}]
                        """).does("image import*", loads(crictl(NEW)));
        docker.does("exec k3d-shop-* crictl images --output json", "cat '%s'; exit 0".formatted(listed));
        Files.writeString(listed, "{\"images\":[]}");
        var programs = new Programs(docker.path(), "ctr", "minikube", "kind", loader.path());
        var images = of(new LocalCluster.K3d("shop"), new K3dNodes(new ProgramRunner(), programs, "shop"));

        assertThat(images.load(REFERENCE)).isEqualTo(new LoadOutcome.Loaded(2, false));
        assertThat(loader.calls()).contains("image import %s --cluster shop".formatted(REFERENCE));
    }
}
