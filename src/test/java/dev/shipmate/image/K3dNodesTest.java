package dev.shipmate.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.process.ProgramRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The command lines and outputs of k3d, and of crictl in its nodes.
class K3dNodesTest extends NodeFixture {
    @BeforeEach
    void k3d() throws IOException {
        loader.prints("cluster list shop --output json", """
                        [{"name":"shop","nodes":[{"name":"k3d-shop-serverlb","role":"loadbalancer"},
                        {"name":"k3d-shop-server-0","role":"server"},{"name":"k3d-shop-agent-0","role":"agent"}]}]
                        """).does("image import*", loads(crictl(NEW)));
        docker.does("exec k3d-shop-* crictl images --output json", "cat '%s'; exit 0".formatted(listed));
        Files.writeString(listed, "{\"images\":[]}");
    }

    @Test
    void imageIsLoadedIntoServersAndAgents() {
        assertThat(images().load(REFERENCE)).isEqualTo(new LoadOutcome.Loaded(2, false));
        assertThat(loader.calls()).contains("image import %s --cluster shop".formatted(REFERENCE));
    }

    @Test
    void imageThatAllNodesHaveIsNotLoaded() throws IOException {
        Files.writeString(listed, crictl(NEW));
        assertThat(images().load(REFERENCE)).isEqualTo(new LoadOutcome.AlreadyThere(2));
        assertThat(loader.calls()).containsExactly("cluster list shop --output json");
    }

    /// k3d may end with success all the same, see github.com/k3d-io/k3d/issues/1484.
    @Test
    void importThatOnlyLogsItsFailureIsFound() {
        loader.ends("image import*", 0, "", """
                INFO[0000] Importing images into nodes...
                ERRO[0001] failed to import images in node 'k3d-shop-server-0': Exec process in node failed with exit code '1'
                INFO[0003] Successfully imported image(s)
                """);
        assertThat(images().load(REFERENCE))
                .isInstanceOfSatisfying(
                        LoadOutcome.LoadFailed.class,
                        failed -> assertThat(failed.problem().what()).contains("k3d-shop-server-0 does not have it"));
    }

    @Test
    void importThatKeepsTheOldImageIsFound() throws IOException {
        Files.writeString(listed, crictl(OLD));
        loader.prints("image import*", "");
        assertThat(images().load(REFERENCE)).isInstanceOf(LoadOutcome.Stale.class);
    }

    @Test
    void unknownClusterIsToldInTheWordsOfK3d() {
        loader.fails("cluster list*", 1, "FATA[0000] failed to get cluster shop: No nodes found for given cluster");
        assertThat(images().load(REFERENCE)).isInstanceOfSatisfying(LoadOutcome.LoadFailed.class, failed -> {
            assertThat(failed.problem().what()).contains("No nodes found for given cluster");
            assertThat(failed.problem().suggestion()).contains("Start the cluster", "--context");
        });
    }

    @Test
    void imageIsRemovedInItsOwnNodeById() {
        docker.prints("exec k3d-shop-agent-0 crictl rmi*", "")
                .prints("exec k3d-shop-agent-0 crictl images --output json", crictl(OLD));
        var image = new StoredImage("sha256:" + OLD, List.of("docker.io/" + REFERENCE), 5, Map.of());
        assertThat(images().remove(new PlacedImage("k3d-shop-agent-0", image))).isInstanceOf(Outcome.Got.class);
        assertThat(docker.calls()).contains("exec k3d-shop-agent-0 crictl rmi sha256:" + OLD);
    }

    private NodeImages images() {
        var programs = new Programs(docker.path(), "ctr", "minikube", "kind", loader.path());
        return of(new LocalCluster.K3d("shop"), new K3dNodes(new ProgramRunner(), programs, "shop"));
    }
}
