package dev.shipmate.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.StandIn;
import dev.shipmate.process.ProgramRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The command lines and outputs of the programs that know a local cluster, with stand-ins for them. A load changes
/// what the node lists afterwards, by way of a file.
@Timeout(30)
class NodeImagesTest {
    private static final String REFERENCE = "shop/web:0123456789ab";
    private static final String NEW = "a".repeat(64);
    private static final String OLD = "b".repeat(64);
    private static final String MANIFEST = "c".repeat(64);

    @TempDir
    Path folder;

    private StandIn docker;
    private StandIn loader;
    private Path listed;

    @BeforeEach
    void standIns() {
        listed = folder.resolve("listed");
        docker = new StandIn(folder, "docker").prints("info*", "[]").prints("image inspect*", """
                        {"id":"sha256:%s","tags":["%s"],"size":5,"labels":{"dev.shipmate.project":"shop"}}
                        """.formatted(
                        NEW, REFERENCE));
        loader = new StandIn(folder, "loader");
    }

    @Nested
    class InMinikube {
        @BeforeEach
        void minikube() throws IOException {
            loader.does("--profile shop image ls --format json", "cat '%s'; exit 0".formatted(listed))
                    .does("--profile shop image load*", loads(json(NEW)));
            Files.writeString(listed, "[]");
        }

        @Test
        void missingImageIsLoadedAndSeen() {
            assertThat(images().load(REFERENCE)).isEqualTo(new LoadOutcome.Loaded(1, false));
            assertThat(loader.calls())
                    .containsExactly(
                            "--profile shop image ls --format json",
                            "--profile shop image load --daemon=true " + REFERENCE,
                            "--profile shop image ls --format json");
        }

        @Test
        void sameImageIsNotLoadedAgain() throws IOException {
            Files.writeString(listed, json(NEW));
            assertThat(images().load(REFERENCE)).isEqualTo(new LoadOutcome.AlreadyThere(1));
            assertThat(loader.calls()).hasSize(1);
        }

        @Test
        void otherImageOfThatNameIsReplaced() throws IOException {
            Files.writeString(listed, json(OLD));
            assertThat(images().load(REFERENCE)).isEqualTo(new LoadOutcome.Loaded(1, true));
        }

        @Test
        void loadThatSilentlyKeepsTheOldImageIsFound() throws IOException {
            Files.writeString(listed, json(OLD));
            loader.prints("--profile shop image load*", "");
            assertThat(images().load(REFERENCE)).isInstanceOfSatisfying(LoadOutcome.Stale.class, stale -> {
                assertThat(stale.idInNode()).isEqualTo("sha256:" + OLD);
                assertThat(stale.expectedId()).isEqualTo("sha256:" + NEW);
                assertThat(stale.problem().what()).contains(OLD.substring(0, 12), NEW.substring(0, 12));
            });
        }

        @Test
        void loadThatLosesTheImageIsFound() {
            loader.prints("--profile shop image load*", "");
            assertThat(images().load(REFERENCE))
                    .isInstanceOfSatisfying(
                            LoadOutcome.LoadFailed.class,
                            failed -> assertThat(failed.problem().what()).contains("does not have it"));
        }

        @Test
        void failureOfMinikubeIsToldInItsWords() {
            loader.fails(
                    "--profile shop image load*",
                    80,
                    "X Exiting due to GUEST_IMAGE_LOAD: Failed to load image: save to dir: no space left on device");
            assertThat(images().load(REFERENCE)).isInstanceOfSatisfying(LoadOutcome.LoadFailed.class, failed -> {
                assertThat(failed.problem().what()).contains("GUEST_IMAGE_LOAD", "exit code 80");
                assertThat(failed.problem().suggestion()).contains("Free disk space");
            });
        }

        @Test
        void imageThatTheHostLacksIsNotLoaded() {
            docker.fails("image inspect*", 1, "Error: No such image: x");
            assertThat(images().load(REFERENCE)).isInstanceOf(LoadOutcome.LoadFailed.class);
            assertThat(loader.calls()).isEmpty();
        }

        @Test
        void hostThatCallsItsImagesByTheManifestIsUnderstood() throws IOException {
            Files.writeString(listed, json(OLD));
            docker.prints("info*", "[[\"driver-type\",\"io.containerd.snapshotter.v1\"]]")
                    .does("image save*", """
                            cd '%s' && echo '[{"Config":"blobs/sha256/%s"}]' >manifest.json
                            tar cf "$4" manifest.json; exit 0
                            """.formatted(folder, OLD));
            assertThat(images().load(REFERENCE)).isEqualTo(new LoadOutcome.AlreadyThere(1));
        }

        @Test
        void imagesOfTheProjectAreFoundByLabelOrByTheHost() throws IOException {
            Files.writeString(listed, """
                    [{"id":"%s","repoDigests":[],"repoTags":["docker.io/shop/web:0123456789ab"],"size":"7"},
                     {"id":"%s","repoDigests":[],"repoTags":["docker.io/shop/api:ba9876543210"],"size":"8"},
                     {"id":"%s","repoDigests":[],"repoTags":["registry.k8s.io/pause:3.9"],"size":"9"}]
                    """.formatted(NEW, OLD, MANIFEST));
            loader.prints("--profile shop ssh -- sudo crictl inspecti --output json sha256:" + OLD, labels("shop"));
            var host = new StoredImage("sha256:" + NEW, List.of(), 5, Map.of(ImageLabels.PROJECT, "shop"));
            assertThat(images().list("shop", List.of(host)))
                    .isInstanceOfSatisfying(
                            Outcome.Got.class,
                            got -> assertThat((List<?>) got.value())
                                    .extracting(placed -> ((PlacedImage) placed).display())
                                    .containsExactly(
                                            "shop/web:0123456789ab in node shop",
                                            "shop/api:ba9876543210 in node shop"));
        }

        @Test
        void imageIsRemovedByEachOfItsNames() {
            loader.prints("--profile shop image rm*", "");
            var image = new StoredImage("sha256:" + OLD, List.of("docker.io/a:1", "docker.io/b:1"), 5, Map.of());
            assertThat(images().remove(new PlacedImage("shop", image))).isInstanceOf(Outcome.Got.class);
            assertThat(loader.calls())
                    .containsExactly("--profile shop image rm docker.io/a:1", "--profile shop image rm docker.io/b:1");
        }

        private NodeImages images() {
            return images(new MinikubeNodes(new ProgramRunner(), loader.path(), "shop"));
        }

        private NodeImages images(NodeStore store) {
            return of(new LocalCluster.Minikube("shop"), store);
        }

        private String json(String id) {
            return "[{\"id\":\"%s\",\"repoDigests\":[],\"repoTags\":[\"docker.io/%s\"],\"size\":\"5\"}]"
                    .formatted(id, REFERENCE);
        }
    }

    @Nested
    class InKind {
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
        void imageIsRemovedInItsOwnNodeById() {
            docker.prints("exec shop-worker crictl rmi*", "");
            var image = new StoredImage("sha256:" + OLD, List.of(), 5, Map.of());
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

    @Nested
    class InK3d {
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

    @Nested
    class InContainerd {
        @BeforeEach
        void containerd() throws IOException {
            docker.does("image save*", "echo tar >\"$4\"; exit 0");
            loader.does("* images list", "cat '%s'; exit 0".formatted(listed))
                    .does("* images import*", loads(table(NEW)));
            Files.writeString(listed, "REF TYPE DIGEST SIZE PLATFORMS LABELS\n");
        }

        @Test
        void imageGoesByAFileThatIsGoneAfterwards() {
            assertThat(images().load(REFERENCE)).isEqualTo(new LoadOutcome.Loaded(1, false));
            String imported = loader.calls().stream()
                    .filter(call -> call.contains("import"))
                    .findFirst()
                    .orElseThrow();
            assertThat(imported).startsWith("--address /run/c.sock --namespace k8s.io images import ");
            assertThat(Path.of(imported.substring(imported.lastIndexOf(' ') + 1)))
                    .doesNotExist();
        }

        @Test
        void namesOfOneManifestAreOneImage() throws IOException {
            Files.writeString(listed, table(NEW));
            assertThat(images().list())
                    .isEqualTo(new Outcome.Got<>(List.of(new PlacedImage(
                            "this machine",
                            new StoredImage(
                                    "sha256:" + NEW,
                                    List.of("docker.io/" + REFERENCE),
                                    List.of("sha256:" + MANIFEST),
                                    2097152,
                                    Map.of())))));
        }

        @Test
        void imageThatTookOverANameIsKnownByItsManifest() throws IOException {
            Files.writeString(listed, table(OLD).lines().limit(2).collect(Collectors.joining("\n")));
            loader.prints("* content get sha256:" + MANIFEST, "{\"config\":{\"digest\":\"sha256:%s\"}}".formatted(NEW));
            assertThat(images().load(REFERENCE)).isEqualTo(new LoadOutcome.AlreadyThere(1));
        }

        @Test
        void labelsAreInTheConfiguration() throws IOException {
            Files.writeString(listed, table(NEW));
            loader.prints(
                    "* content get sha256:" + NEW, "{\"config\":{\"Labels\":{\"dev.shipmate.project\":\"shop\"}}}");
            assertThat(images().list("shop", List.of()))
                    .isInstanceOfSatisfying(
                            Outcome.Got.class,
                            got -> assertThat((List<?>) got.value()).hasSize(1));
            assertThat(images().list("other", List.of())).isEqualTo(new Outcome.Got<>(List.of()));
        }

        @Test
        void stoppedContainerdSaysSo() {
            loader.fails("* images list", 1, "ctr: failed to dial \"/run/c.sock\": context deadline exceeded");
            assertThat(images().load(REFERENCE))
                    .isInstanceOfSatisfying(
                            LoadOutcome.LoadFailed.class,
                            failed -> assertThat(failed.problem().suggestion()).contains("Start containerd"));
        }

        private NodeImages images() {
            var cluster = new LocalCluster.Containerd(Path.of("/run/c.sock"));
            return of(cluster, new ContainerdNode(new ProgramRunner(), loader.path(), cluster.socket(), host()));
        }

        private String table(String id) {
            String row = "%s application/vnd.docker.distribution.manifest.v2+json sha256:%s 2.0 MiB linux/amd64 a=b %n";
            return "REF TYPE DIGEST SIZE PLATFORMS LABELS\n"
                    + row.formatted("docker.io/" + REFERENCE, MANIFEST)
                    + row.formatted("sha256:" + id, MANIFEST);
        }
    }

    @Nested
    class InOtherClusters {
        @Test
        void clusterOnTheHostsDockerNeedsNothing() {
            assertThat(of(new LocalCluster.HostDocker("docker-desktop")).load(REFERENCE))
                    .isEqualTo(new LoadOutcome.NotNeeded("docker-desktop"));
            assertThat(of(new LocalCluster.HostDocker("docker-desktop")).list())
                    .isEqualTo(new Outcome.Got<>(List.of()));
        }

        @Test
        void clusterElsewhereIsRefusedWithItsReason() {
            assertThat(of(new LocalCluster.NotLocal("it is far away")).load(REFERENCE))
                    .isInstanceOfSatisfying(
                            LoadOutcome.LoadFailed.class,
                            failed -> assertThat(failed.problem().what()).contains("it is far away"));
        }

        private NodeImages of(LocalCluster cluster) {
            return new NodeImages(new ProgramRunner(), Programs.onPath(), host(), cluster);
        }
    }

    private NodeImages of(LocalCluster cluster, NodeStore store) {
        return new NodeImages(host(), cluster, Optional.of(store), Duration.ofMillis(100));
    }

    private Docker host() {
        return new Docker(new ProgramRunner(), docker.path(), Duration.ofMinutes(1));
    }

    private String loads(String text) {
        return "cat >'%s' <<'END'\n%s\nEND\nexit 0".formatted(listed, text);
    }

    private static String crictl(String id) {
        return """
                {"images":[{"id":"sha256:%s","repoTags":["docker.io/%s"],"repoDigests":[],"size":"5","pinned":false}]}
                """.formatted(id, REFERENCE);
    }

    private static String labels(String project) {
        return """
                {"status":{"id":"sha256:x"},"info":{"imageSpec":{"config":{"Labels":{"dev.shipmate.project":"%s"}}}}}
                """.formatted(project);
    }
}
