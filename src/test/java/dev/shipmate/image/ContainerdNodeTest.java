package dev.shipmate.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.process.ProgramRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The command lines and outputs of containerd's `ctr`.
class ContainerdNodeTest extends NodeFixture {
    @BeforeEach
    void containerd() throws IOException {
        docker.does("image save*", "echo tar >\"$4\"; exit 0");
        loader.does("* images list", "cat '%s'; exit 0".formatted(listed)).does("* images import*", loads(table(NEW)));
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
        assertThat(Path.of(imported.substring(imported.lastIndexOf(' ') + 1))).doesNotExist();
    }

    @Test
    void anImageThatSomebodyElseImportsAtTheSameMomentIsLoaded() {
        String refused = "echo 'ctr: image \"x\": already exists' >&2; exit 1";
        loader.does(
                "* images import*",
                "if mkdir '%s.once' 2>/dev/null; then %s; fi\n%s".formatted(listed, refused, loads(table(NEW))));

        assertThat(images().load(REFERENCE)).isEqualTo(new LoadOutcome.Loaded(1, false));
        assertThat(loader.calls()).filteredOn(call -> call.contains("import")).hasSize(2);
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
        loader.prints("* content get sha256:" + NEW, "{\"config\":{\"Labels\":{\"dev.shipmate.project\":\"shop\"}}}");
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
