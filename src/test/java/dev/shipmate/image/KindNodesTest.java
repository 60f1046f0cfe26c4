package dev.shipmate.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.process.ProgramRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The command lines and outputs of kind, and of crictl in its nodes.
class KindNodesTest extends NodeFixture {
    @BeforeEach
    void kind() throws IOException {
        loader.prints("get nodes --name shop", "shop-control-plane\nshop-worker\nshop-external-load-balancer\n")
                .does("load docker-image*", loads(crictl(NEW)));
        docker.does("exec shop-* crictl images --output json", "cat '%s'; exit 0".formatted(listed));
        Files.writeString(listed, crictl(OLD));
    }

    @Test
    void imageIsLoadedIntoAllNodes() {
        assertThat(images().load(REFERENCE)).isEqualTo(new LoadOutcome.Loaded(2, true));
        assertThat(loader.calls()).contains("load docker-image %s --name shop".formatted(REFERENCE));
    }

    @Test
    void oneNodeWithoutTheImageIsEnoughToLoad() {
        docker.prints("exec shop-worker crictl images --output json", "{\"images\":[]}")
                .prints("exec shop-control-plane crictl images --output json", crictl(NEW));
        assertThat(images().load(REFERENCE))
                .isInstanceOfSatisfying(
                        LoadOutcome.LoadFailed.class,
                        failed -> assertThat(failed.problem().what()).contains("shop-worker"));
        assertThat(loader.calls()).contains("load docker-image %s --name shop".formatted(REFERENCE));
    }

    @Test
    void unknownClusterSaysHowToStartIt() {
        loader.ends("get nodes*", 0, "", "No kind nodes found for cluster \"shop\".");
        assertThat(images().load(REFERENCE))
                .isInstanceOfSatisfying(
                        LoadOutcome.LoadFailed.class,
                        failed -> assertThat(failed.problem().suggestion()).contains("kind create cluster"));
    }

    @Test
    void imageThatAllNodesHaveIsNotLoaded() throws IOException {
        Files.writeString(listed, crictl(NEW));
        assertThat(images().load(REFERENCE)).isEqualTo(new LoadOutcome.AlreadyThere(2));
        assertThat(loader.calls()).containsExactly("get nodes --name shop");
    }

    @Test
    void failureIsToldInTheWordsOfTheNodesContainerd() {
        loader.fails("load docker-image*", 1, """
                Image: "shop/web:0123456789ab" with ID "sha256:1" not yet present on node "shop-worker", loading...
                ERROR: failed to load image: command "docker exec --privileged -i shop-worker ctr --namespace=k8s.io images \
                import --all-platforms --digests --snapshotter=overlayfs -" failed with error: exit status 1
                Command Output: ctr: content digest sha256:2: not found
                """);
        assertThat(images().load(REFERENCE)).isInstanceOfSatisfying(LoadOutcome.LoadFailed.class, failed -> {
            assertThat(failed.problem().what()).contains("exit code 1", "ctr: content digest sha256:2: not found");
            assertThat(failed.problem().suggestion()).contains("build.platform");
        });
    }

    @Test
    void nodeThatIsDownIsNamedByDocker() {
        docker.fails(
                "exec shop-worker crictl images --output json",
                1,
                "Error response from daemon: container 12 is not running");
        docker.prints("exec shop-control-plane crictl images --output json", crictl(NEW));
        assertThat(images().load(REFERENCE))
                .isInstanceOfSatisfying(
                        LoadOutcome.LoadFailed.class,
                        failed -> assertThat(failed.problem().what()).contains("shop-worker", "is not running"));
    }

    @Test
    void imageIsRemovedInItsOwnNodeById() {
        docker.prints("exec shop-worker crictl rmi*", "")
                .prints("exec shop-worker crictl images --output json", crictl(OLD));
        var image = new StoredImage("sha256:" + OLD, List.of("docker.io/" + REFERENCE), 5, Map.of());
        assertThat(images().remove(new PlacedImage("shop-worker", image))).isInstanceOf(Outcome.Got.class);
        assertThat(docker.calls()).contains("exec shop-worker crictl rmi sha256:" + OLD);
    }

    @Test
    void labelsComeFromTheNode() {
        docker.prints("exec shop-* crictl inspecti --output json*", labels("shop"));
        assertThat(images().list("shop", List.of()))
                .isInstanceOfSatisfying(
                        Outcome.Got.class,
                        got -> assertThat((List<?>) got.value()).hasSize(2));
    }

    private NodeImages images() {
        var programs = new Programs(docker.path(), "ctr", "minikube", loader.path(), "k3d");
        return of(new LocalCluster.Kind("shop"), new KindNodes(new ProgramRunner(), programs, "shop"));
    }
}
