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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the host has, as the docker CLI tells it.
@Timeout(30)
class DockerImagesTest {
    private static final String ID = "sha256:" + "a".repeat(64);
    private static final String FOUND = """
            {"id":"%s","tags":["shop/web:0123456789ab"],"size":1234,"labels":{"dev.shipmate.project":"shop"}}
            """.formatted(ID);

    @TempDir
    Path folder;

    private StandIn program;
    private Docker docker;

    @BeforeEach
    void standIn() {
        program = new StandIn(folder, "docker");
        docker = new Docker(new ProgramRunner(), program.path(), Duration.ofMinutes(1));
    }

    @Test
    void foundImageHasItsFullNameSizeAndLabels() {
        program.prints("image inspect*", FOUND);
        assertThat(docker.find("shop/web:0123456789ab"))
                .isEqualTo(new Outcome.Got<>(new StoredImage(
                        ID, List.of("docker.io/shop/web:0123456789ab"), 1234, Map.of("dev.shipmate.project", "shop"))));
    }

    @Test
    void unknownImageIsMissing() {
        program.ends("image inspect*", 1, "", "Error response from daemon: No such image: shop/web:1");
        assertThat(docker.find("shop/web:1")).isEqualTo(new Outcome.Missing<>("shop/web:1"));
    }

    @Test
    void imageWithoutLabelsOrTagsIsRead() {
        program.prints("image inspect*", "{\"id\":\"%s\",\"tags\":null,\"size\":1,\"labels\":null}".formatted(ID));
        assertThat(docker.find(ID)).isEqualTo(new Outcome.Got<>(new StoredImage(ID, List.of(), 1, Map.of())));
    }

    @Test
    void manyImagesAreAskedForInParts() {
        var ids = new StringBuilder();
        for (int i = 0; i < 120; i++) {
            ids.append("sha256:%064x%n".formatted(i));
        }
        program.prints("image ls*", ids + ids.toString()).prints("image inspect*", FOUND);
        assertThat(docker.list("dev.shipmate.project=shop"))
                .isInstanceOfSatisfying(
                        Outcome.Got.class,
                        got -> assertThat((List<?>) got.value()).hasSize(3));
        assertThat(program.calls())
                .hasSize(4)
                .first()
                .isEqualTo("image ls --all --quiet --no-trunc --filter label=dev.shipmate.project=shop");
    }

    @Test
    void noImageAtAllAsksNoFurther() {
        program.prints("image ls*", "");
        assertThat(docker.list("a")).isEqualTo(new Outcome.Got<>(List.of()));
        assertThat(program.calls()).hasSize(1);
    }

    @Test
    void imageGoesByItsIdAndNeverByForce() {
        program.prints("image rm*", "Deleted");
        docker.remove(new StoredImage(ID, List.of("docker.io/shop/web:1"), 1, Map.of()));
        docker.remove(new StoredImage(ID, List.of("docker.io/shop/web:1", "docker.io/shop/web:2"), 1, Map.of()));
        assertThat(program.calls())
                .containsExactly(
                        "image rm --no-prune " + ID, "image rm --no-prune docker.io/shop/web:1 docker.io/shop/web:2");
    }

    @Test
    void imageThatAContainerUsesStays() {
        program.fails(
                "image rm*",
                1,
                "Error response from daemon: conflict: unable to delete aaaa (cannot be forced) - image is being used"
                        + " by running container 1234");
        assertThat(docker.remove(new StoredImage(ID, List.of(), 1, Map.of())))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.problem().what()).contains("being used by running container"));
    }

    @Test
    void imagesOfContainersAreListed() {
        program.prints("container ls*", "c1\n")
                .prints(
                        "container inspect*",
                        "{\"image\":\"%s\",\"name\":\"/web\",\"reference\":\"shop/web:1\"}".formatted(ID));
        assertThat(docker.containerImages())
                .isEqualTo(new Outcome.Got<>(List.of(new ContainerImage(ID, "shop/web:1", "web"))));
    }

    @Test
    void historyIsReadWithItsOddCharacters() {
        program.prints("image history*", "\"RUN echo one \\u0026\\u0026 two\"\n\"COPY a b\"\n");
        assertThat(docker.history(ID)).isEqualTo(new Outcome.Got<>(List.of("RUN echo one && two", "COPY a b")));
    }

    @Test
    void buildCacheGoesByAge() {
        program.prints("builder prune*", "ID  RECLAIMABLE\nabc true\nTotal:\t1.5GB\n");
        assertThat(docker.pruneBuildCache(Duration.ofDays(7))).isEqualTo(new Outcome.Got<>(1_500_000_000L));
        assertThat(program.calls()).containsExactly("builder prune --force --filter until=168h");
    }

    @Test
    void classicStoreCallsImagesByTheirConfiguration() {
        program.prints("info*", "[[\"Backing Filesystem\",\"extfs\"]]").prints("image inspect*", FOUND);
        assertThat(docker.configurationId("shop/web:0123456789ab")).isEqualTo(new Outcome.Got<>(ID));
    }

    @Test
    void containerdStoreHasToWriteTheImageOut() {
        String config = "b".repeat(64);
        program.prints("info*", "[[\"driver-type\",\"io.containerd.snapshotter.v1\"]]")
                .does("image save*", """
                        cd '%s' && mkdir -p blobs && head -c 3000 /dev/zero >blobs/layer
                        echo '[{"Config":"blobs/sha256/%s","RepoTags":["a:1"]}]' >manifest.json
                        tar cf "$4" blobs manifest.json; exit $?
                        """.formatted(folder, config));
        assertThat(docker.configurationId("shop/web:0123456789ab")).isEqualTo(new Outcome.Got<>("sha256:" + config));
        assertThat(Path.of(program.calls().getLast().split(" ", -1)[3])).doesNotExist();
    }

    @Test
    void fileWithoutAManifestIsAProblem() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.tar"), "");
        assertThat(SavedImage.configurationId(empty)).isInstanceOf(Outcome.Failed.class);
    }
}
