package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.StandIn;
import dev.shipmate.image.Docker;
import dev.shipmate.image.LocalCluster;
import dev.shipmate.image.NodeImages;
import dev.shipmate.image.Programs;
import dev.shipmate.process.ProgramRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Loads into the stand-in for a minikube, whose list of images is a file.
@Timeout(30)
class LoadStepTest {
    private static final String WEB = "shop/web:0123456789ab";
    private static final String API = "shop/api:ba9876543210";
    private static final String NEW = "a".repeat(64);
    private static final String OLD = "b".repeat(64);

    @TempDir
    private Path folder;

    private final RunNotes notes = new RunNotes(new LinkedHashMap<>(Map.of("web", WEB)));
    private final HeardProgress heard = new HeardProgress();
    private StandIn docker;
    private StandIn minikube;
    private Path listed;

    @BeforeEach
    void standIns() throws IOException {
        listed = Files.writeString(folder.resolve("listed"), "[]");
        docker = new StandIn(folder, "docker").prints("info*", "[]").does("image inspect*", """
                        for last; do :; done
                        printf '{"id":"sha256:%s","tags":["%%s"],"size":5,"labels":{}}\\n' "$last"; exit 0
                        """.formatted(NEW));
        minikube = new StandIn(folder, "minikube")
                .does("--profile shop image ls --format json", "cat '%s'; exit 0".formatted(listed))
                .does(
                        "--profile shop image load*",
                        "cat >'%s' <<'END'\n[%s,%s]\nEND\nexit 0".formatted(listed, json(WEB, NEW), json(API, NEW)));
    }

    @Test
    void missingImageIsLoaded() {
        assertThat(step().run(heard)).isEqualTo(new StepOutcome.Done(WEB + ": loaded into the node"));
        assertThat(heard.doing()).containsExactly("web: " + WEB);
        assertThat(notes.replaced()).isEmpty();
    }

    @Test
    void nothingIsLoadedWhereAllIsThere() throws IOException {
        Files.writeString(listed, "[%s]".formatted(json(WEB, NEW)));
        assertThat(step().run(heard))
                .isEqualTo(new StepOutcome.Skipped("nothing to load: %s: the node had it already".formatted(WEB)));
        assertThat(minikube.calls()).noneMatch(call -> call.contains("image load"));
    }

    @Test
    void imageThatTookTheNameOfAnotherIsNoted() throws IOException {
        Files.writeString(listed, "[%s]".formatted(json(WEB, OLD)));
        assertThat(step().run(heard))
                .isEqualTo(
                        new StepOutcome.Done(WEB + ": loaded into the node, in place of another image of that name"));
        assertThat(notes.replaced()).containsExactly(WEB);
    }

    @Test
    void failureIsToldInTheWordsOfTheProgram() {
        minikube.fails("--profile shop image load*", 80, "X Exiting due to GUEST_IMAGE_LOAD: no space left on device");
        assertThat(step().run(heard)).isInstanceOfSatisfying(StepOutcome.Failed.class, failed -> {
            assertThat(failed.cause()).contains("GUEST_IMAGE_LOAD");
            assertThat(failed.suggestion()).contains("Free disk space");
        });
    }

    @Test
    void imageThatTheHostLostSaysToBuildIt() {
        docker.fails("image inspect*", 1, "Error: No such image: x");
        assertThat(step().run(heard))
                .isEqualTo(new StepOutcome.Failed(
                        "The host's Docker has no image %s to load.".formatted(WEB), "Build it first."));
    }

    @Test
    void interruptNamesTheImageAtHand() {
        Thread.currentThread().interrupt();
        StepOutcome outcome = step().run(heard);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome)
                .isEqualTo(new StepOutcome.Cancelled(
                        "Loading was stopped at %s. The release was not touched; loading again is harmless."
                                .formatted(WEB)));
    }

    @Test
    void clusterThatSharesTheHostsImagesNeedsNone() {
        assertThat(step(new LocalCluster.HostDocker("docker-desktop")).run(heard))
                .isEqualTo(new StepOutcome.Skipped(
                        "nothing to load: %s: docker-desktop uses the image of the host".formatted(WEB)));
    }

    @Test
    void planIsTheCommandOfTheKindOfCluster() {
        Map<LocalCluster, String> plans = Map.of(
                new LocalCluster.Minikube("m"),
                "minikube --profile m image load " + WEB,
                new LocalCluster.Kind("c"),
                "kind load docker-image %s --name c".formatted(WEB),
                new LocalCluster.K3d("c"),
                "k3d image import %s --cluster c".formatted(WEB),
                new LocalCluster.Containerd(Path.of("/s")),
                "ctr --address /s --namespace k8s.io images import, of " + WEB,
                new LocalCluster.HostDocker("orbstack"),
                "nothing to load: orbstack uses the images of the host",
                new LocalCluster.NotLocal("far away"),
                "far away");
        plans.forEach((cluster, plan) -> assertThat(step(cluster).plan()).isEqualTo(plan));
    }

    @Test
    void projectWithoutImagesHasNothingToLoad() {
        var step = new LoadStep(() -> images(new LocalCluster.Minikube("shop")), new RunNotes(Map.of()));
        assertThat(List.of(step.run(heard))).containsExactly(new StepOutcome.Skipped("the project builds no image"));
    }

    private LoadStep step() {
        return step(new LocalCluster.Minikube("shop"));
    }

    private LoadStep step(LocalCluster cluster) {
        return new LoadStep(() -> images(cluster), notes);
    }

    private NodeImages images(LocalCluster cluster) {
        var host = new Docker(new ProgramRunner(), docker.path(), Duration.ofMinutes(1));
        var programs = new Programs(docker.path(), "ctr", minikube.path(), "kind", "k3d");
        return new NodeImages(new ProgramRunner(), programs, host, cluster);
    }

    private static String json(String reference, String id) {
        return "{\"id\":\"%s\",\"repoDigests\":[],\"repoTags\":[\"docker.io/%s\"],\"size\":\"5\"}"
                .formatted(id, reference);
    }
}
