package dev.shipmate.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.StandIn;
import dev.shipmate.process.ProgramRunner;
import dev.shipmate.project.BuildSpec;
import dev.shipmate.project.ImageSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DockerTest {
    private static final String ID = "sha256:" + "a".repeat(64);
    private static final String NO_DAEMON =
            "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?";
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

    @Nested
    class State {
        @Test
        void readyTellsVersionsAndBuildKit() {
            program.prints("version*", "{\"Client\":{\"Version\":\"28.2.2\"},\"Server\":{\"Version\":\"27.1\"}}")
                    .prints("buildx version", "github.com/docker/buildx v0.29.1");
            assertThat(docker.state()).isEqualTo(new DockerState.Ready("28.2.2", "27.1", true));
        }

        @Test
        void missingPluginIsNoBuildKit() {
            program.prints("version*", "{\"Client\":{\"Version\":\"28.2.2\"},\"Server\":{\"Version\":\"27.1\"}}")
                    .fails("buildx version", 1, "docker: 'buildx' is not a docker command.");
            assertThat(docker.state()).isEqualTo(new DockerState.Ready("28.2.2", "27.1", false));
        }

        @Test
        void stoppedDaemonSaysHowToStartIt() {
            program.ends("version*", 1, "{\"Client\":{\"Version\":\"28.2.2\"},\"Server\":null}", NO_DAEMON);
            assertThat(docker.state()).isInstanceOfSatisfying(DockerState.DaemonUnreachable.class, away -> {
                assertThat(away.problem().what())
                        .startsWith("Docker does not answer: Cannot connect to the Docker daemon");
                assertThat(away.problem().suggestion()).startsWith("Start Docker");
            });
        }

        @Test
        void socketThatIsNotForThisUserSaysSo() {
            program.fails(
                    "version*",
                    1,
                    "permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock");
            assertThat(docker.state())
                    .isInstanceOfSatisfying(
                            DockerState.DaemonUnreachable.class,
                            away -> assertThat(away.problem().suggestion()).contains("group docker"));
        }

        @Test
        void noProgramIsAMissingCli() {
            var missing = new Docker(new ProgramRunner(), "no-docker-here", Duration.ofMinutes(1));
            assertThat(missing.state()).isInstanceOf(DockerState.CliMissing.class);
        }
    }

    @Nested
    class Building {
        @Test
        void commandHasEverythingThatTheProjectSays() throws IOException {
            program.prints("build*", "").prints("image inspect*", FOUND);
            assertThat(docker.build(request(true), _ -> {})).isInstanceOf(BuildOutcome.Built.class);
            assertThat(program.calls().getFirst())
                    .isEqualTo(
                            "build --progress=plain --file %s/Dockerfile --tag shop/web:0123456789ab".formatted(folder)
                                    + " --label dev.shipmate.project=shop --label dev.shipmate.image=web"
                                    + " --label org.opencontainers.image.title=shop/web"
                                    + " --label org.opencontainers.image.version=0123456789ab"
                                    + " --network host --platform linux/amd64 --target run --build-arg A=one two --no-cache "
                                    + folder);
            assertThat(docker.command(request(true))).startsWith(program.path(), "build", "--progress=plain");
        }

        @Test
        void buildKitIsAskedForAndAttestationsAreNot() throws IOException {
            program.does("build*", "[ \"$DOCKER_BUILDKIT$BUILDX_NO_DEFAULT_ATTESTATIONS\" = 11 ]; exit $?")
                    .prints("image inspect*", FOUND);
            assertThat(docker.build(request(false), _ -> {})).isInstanceOf(BuildOutcome.Built.class);
        }

        @Test
        void imageComesBackWithItsSteps() throws IOException {
            program.ends("build*", 0, "", "#4 [1/2] FROM busybox\n#4 CACHED\n#5 [2/2] RUN b\n#5 0.1 b\n#5 DONE 0.1s\n")
                    .prints("image inspect*", FOUND);
            var lines = new ArrayList<String>();
            assertThat(docker.build(request(false), lines::add))
                    .isInstanceOfSatisfying(BuildOutcome.Built.class, built -> {
                        assertThat(built.image().id()).isEqualTo(ID);
                        assertThat(built.steps()).isEqualTo(2);
                        assertThat(built.cachedSteps()).isEqualTo(1);
                    });
            assertThat(lines).hasSize(5);
        }

        @Test
        void failureTellsStepLineAndLastOutput() throws IOException {
            program.fails("build*", 1, """
                    #6 [run 2/2] RUN npm ci
                    #6 0.044 missing script
                    #6 ERROR: process "/bin/sh -c npm ci" did not complete successfully: exit code: 1
                    ERROR: failed to solve: process "/bin/sh -c npm ci" did not complete successfully: exit code: 1
                    """);
            assertThat(docker.build(request(false), _ -> {}))
                    .isInstanceOfSatisfying(BuildOutcome.BuildFailed.class, failed -> {
                        assertThat(failed.line()).isEqualTo(2);
                        assertThat(failed.lastLines()).containsExactly("missing script");
                    });
        }

        @Test
        void stoppedDaemonRefusesTheBuild() throws IOException {
            program.fails("build*", 1, "ERROR: " + NO_DAEMON);
            assertThat(docker.build(request(false), _ -> {}))
                    .isInstanceOfSatisfying(
                            BuildOutcome.Refused.class,
                            refused ->
                                    assertThat(refused.problem().suggestion()).startsWith("Start Docker"));
        }

        @Test
        void slowBuildIsEndedAndSaysSo() throws IOException {
            program.does("build*", "exec sleep 60");
            var impatient = new Docker(new ProgramRunner(), program.path(), Duration.ofMillis(300));
            assertThat(impatient.build(request(false), _ -> {}))
                    .isInstanceOfSatisfying(
                            BuildOutcome.BuildFailed.class,
                            failed -> assertThat(failed.problem().what()).contains("was stopped"));
        }

        @Test
        void interruptEndsTheBuild() throws Exception {
            program.does("build*", "echo '#1 [1/1] RUN sleep'; exec sleep 60");
            var begun = new CountDownLatch(1);
            var outcome = new CompletableFuture<BuildOutcome>();
            BuildRequest request = request(false);
            Thread thread =
                    Thread.ofVirtual().start(() -> outcome.complete(docker.build(request, _ -> begun.countDown())));
            begun.await();
            thread.interrupt();
            assertThat(outcome.get()).isEqualTo(new BuildOutcome.Stopped());
        }
    }

    private BuildRequest request(boolean noCache) throws IOException {
        Path dockerfile = Files.writeString(folder.resolve("Dockerfile"), "FROM busybox:1.36 AS run\nRUN npm ci\n");
        var image = new ImageSpec("web", "shop/web", folder, dockerfile, "run", Map.of("A", "one two"), "web.image");
        return new BuildRequest("shop", image, new BuildSpec("host", "linux/amd64"), "0123456789ab", noCache);
    }
}
