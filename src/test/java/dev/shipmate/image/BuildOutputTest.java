package dev.shipmate.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.project.BuildSpec;
import dev.shipmate.project.ImageSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The shapes of BuildKit's plain progress, of an old daemon (20.10) and of a current one.
class BuildOutputTest {
    @TempDir
    Path folder;

    @Test
    void cachedStepsAreCountedAmongTheStepsOfTheDockerfile() {
        BuildOutput output = read("""
                #0 building with "default" instance using docker driver

                #1 [internal] load build definition from Dockerfile
                #1 DONE 0.0s

                #4 [1/3] FROM docker.io/library/busybox:1.36
                #4 CACHED

                #5 [2/3] RUN echo one
                #5 CACHED

                #6 [3/3] RUN echo two
                #6 0.044 two
                #6 DONE 0.1s
                """);
        assertThat(output.steps()).isEqualTo(3);
        assertThat(output.cachedSteps()).isEqualTo(2);
    }

    @Test
    void failingStepOfAnOldDaemonIsFoundInTheDockerfile() throws IOException {
        BuildOutcome.BuildFailed failed = failure("FROM busybox:1.36\nRUN echo one\nRUN npm ci\n", """
                #5 [2/3] RUN echo one
                #5 0.044 one
                #5 DONE 0.1s

                #6 [3/3] RUN npm ci
                #6 0.044 npm error code ERESOLVE
                #6 0.045 npm error could not resolve
                #6 ERROR: executor failed running [/bin/sh -c npm ci]: exit code: 1
                ------
                 > [3/3] RUN npm ci:
                0.044 npm error code ERESOLVE
                ------
                ERROR: failed to build: failed to solve: executor failed running [/bin/sh -c npm ci]: exit code: 1
                """);
        assertThat(failed.line()).isEqualTo(3);
        assertThat(failed.step()).isEqualTo("[3/3] RUN npm ci");
        assertThat(failed.lastLines()).containsExactly("npm error code ERESOLVE", "npm error could not resolve");
        assertThat(failed.problem().what())
                .isEqualTo("Image 'web' could not be built: `RUN npm ci` (Dockerfile:3) ended with exit code 1.");
    }

    @Test
    void lineThatACurrentDaemonNamesIsTaken() throws IOException {
        BuildOutcome.BuildFailed failed = failure("FROM busybox:1.36\nRUN exit 127\n", """
                #5 [2/2] RUN exit 127
                #5 ERROR: process "/bin/sh -c exit 127" did not complete successfully: exit code: 127
                ------
                 > [2/2] RUN exit 127:
                ------
                Dockerfile:7
                --------------------
                   6 |     FROM busybox:1.36
                   7 | >>> RUN exit 127
                --------------------
                ERROR: failed to build: failed to solve: process "/bin/sh -c exit 127" did not complete: exit code: 127
                """);
        assertThat(failed.line()).isEqualTo(7);
        assertThat(failed.problem().suggestion()).contains("install it");
    }

    @Test
    void ofStepsThatFailSideBySideTheFirstIsTold() throws IOException {
        BuildOutcome.BuildFailed failed = failure("FROM a AS x\nRUN one\nFROM b AS y\nRUN two\n", """
                #5 [x 2/2] RUN one
                #6 [y 2/2] RUN two
                #5 0.1 one fails
                #6 0.1 two goes on
                #5 ERROR: process "/bin/sh -c one" did not complete successfully: exit code: 137
                #6 CANCELED
                ERROR: failed to solve: process "/bin/sh -c one" did not complete successfully: exit code: 137
                """);
        assertThat(failed.line()).isEqualTo(2);
        assertThat(failed.lastLines()).containsExactly("one fails");
        assertThat(failed.problem().suggestion()).contains("more memory");
    }

    @Test
    void mistakeInTheDockerfileHasItsLine() throws IOException {
        BuildOutcome.BuildFailed failed = failure("FROM busybox:1.36\nRUNN x\n", """
                #1 [internal] load build definition from Dockerfile
                #1 DONE 0.0s
                ERROR: failed to build: failed to solve: rpc error: code = Unknown desc = failed to solve with frontend \
                dockerfile.v0: failed to create LLB definition: dockerfile parse error line 2: unknown instruction: RUNN
                """);
        assertThat(failed.line()).isEqualTo(2);
        assertThat(failed.problem().what())
                .isEqualTo("Image 'web' could not be built (Dockerfile:2): "
                        + "dockerfile parse error line 2: unknown instruction: RUNN");
    }

    @Test
    void missingFileInTheContextPointsToIt() throws IOException {
        BuildOutcome.BuildFailed failed = failure("FROM busybox:1.36 AS a\nCOPY nothing /x\n", """
                #6 [a 2/2] COPY nothing /x
                #6 ERROR: "/nothing" not found: not found
                ERROR: failed to build: failed to solve: failed to compute cache key: "/nothing" not found: not found
                """);
        assertThat(failed.line()).isEqualTo(2);
        assertThat(failed.problem().what()).contains("\"/nothing\" not found");
        assertThat(failed.problem().suggestion()).contains(".dockerignore");
    }

    @Test
    void baseImageThatCannotBeFetchedPointsToItsName() throws IOException {
        BuildOutcome.BuildFailed failed = failure("FROM busyboxx:9\n", """
                #3 [internal] load metadata for docker.io/library/busyboxx:9
                #3 ERROR: failed to do request: Head "https://registry-1.docker.io/v2/": no such host
                ERROR: failed to solve: busyboxx:9: failed to resolve source metadata: no such host
                """);
        assertThat(failed.problem().suggestion()).contains("base image");
    }

    @Test
    void unknownTargetNamesTheStages() throws IOException {
        BuildOutcome.BuildFailed failed = failure("FROM a AS build\nFROM a AS run\n", """
                ERROR: failed to solve: rpc error: code = Unknown desc = target stage zz could not be found
                """);
        assertThat(failed.problem().suggestion()).contains("build, run");
    }

    @Test
    void onlyTheLastLinesOfAStepAreKept() throws IOException {
        var text = new StringBuilder("#5 [2/2] RUN make\n");
        for (int i = 0; i < 1000; i++) {
            text.append("#5 0.1 line ").append(i).append('\n');
        }
        text.append("#5 ERROR: exit code: 2\n");
        BuildOutcome.BuildFailed failed = failure("FROM a\nRUN make\n", text.toString());
        assertThat(failed.lastLines()).hasSize(20).endsWith("line 999");
    }

    private BuildOutcome.BuildFailed failure(String dockerfile, String progress) throws IOException {
        Path file = Files.writeString(folder.resolve("Dockerfile"), dockerfile);
        var image = new ImageSpec("web", "shop/web", folder, file, "", Map.of(), "web.image");
        return BuildFailures.of(
                new BuildRequest("shop", image, new BuildSpec("", ""), "0123456789ab", false), read(progress));
    }

    private static BuildOutput read(String progress) {
        var output = new BuildOutput();
        progress.lines().forEach(output);
        return output;
    }
}
