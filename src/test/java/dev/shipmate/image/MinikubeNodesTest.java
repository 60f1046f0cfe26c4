package dev.shipmate.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.process.ProgramRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The command lines and outputs of `minikube image`.
class MinikubeNodesTest extends NodeFixture {
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
                                        "shop/web:0123456789ab in node shop", "shop/api:ba9876543210 in node shop"));
    }

    @Test
    void imageIsRemovedByEachOfItsNames() throws IOException {
        lists(OLD, "docker.io/shop/a:1\", \"docker.io/shop/b:1");
        loader.prints("--profile shop image rm*", "");
        var image = new StoredImage("sha256:" + OLD, List.of("docker.io/shop/a:1", "docker.io/shop/b:1"), 5, Map.of());
        assertThat(images().remove(new PlacedImage("shop", image))).isInstanceOf(Outcome.Got.class);
        assertThat(loader.calls())
                .endsWith("--profile shop image rm docker.io/shop/a:1", "--profile shop image rm docker.io/shop/b:1");
    }

    @Test
    void nameThatLeadsToAnotherImageMeanwhileStays() throws IOException {
        lists(NEW, "docker.io/shop/a:1");
        loader.prints("--profile shop image rm*", "");
        var image = new StoredImage("sha256:" + OLD, List.of("docker.io/shop/a:1"), 5, Map.of());
        assertThat(images().remove(new PlacedImage("shop", image))).isInstanceOf(Outcome.Missing.class);
        assertThat(loader.calls()).noneMatch(call -> call.contains("image rm"));
    }

    @Test
    void imageThatGotAnotherNameMeanwhileStays() throws IOException {
        lists(OLD, "docker.io/shop/theirs:1");
        loader.prints("--profile shop image rm*", "");
        var image = new StoredImage("sha256:" + OLD, List.of("docker.io/shop/a:1"), 5, Map.of());
        assertThat(images().remove(new PlacedImage("shop", image))).isInstanceOf(Outcome.Failed.class);
        assertThat(loader.calls()).noneMatch(call -> call.contains("image rm"));
    }

    private void lists(String id, String names) throws IOException {
        Files.writeString(
                listed,
                "[{\"id\":\"%s\",\"repoDigests\":[],\"repoTags\":[\"%s\"],\"size\":\"5\"}]".formatted(id, names));
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
