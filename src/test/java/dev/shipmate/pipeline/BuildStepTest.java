package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.StandIn;
import dev.shipmate.image.Docker;
import dev.shipmate.image.ImageBuilds;
import dev.shipmate.process.ProgramRunner;
import dev.shipmate.project.BuildSpec;
import dev.shipmate.project.ImageSpec;
import dev.shipmate.redaction.PatternRedactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Builds with a stand-in for docker that remembers in files what was built.
@Timeout(30)
class BuildStepTest {
    private static final long SMALL = 182_000_000;

    @TempDir
    private Path folder;

    private final RunNotes notes = new RunNotes(Map.of());
    private final HeardProgress heard = new HeardProgress();
    private Path built;
    private StandIn program;

    @BeforeEach
    void standIn() throws IOException {
        built = Files.createDirectory(folder.resolve("built"));
        program = new StandIn(folder, "docker")
                .does("build*", """
                        while [ "$1" != --tag ]; do shift; done
                        echo "#5 [stage 1/2] RUN one" >&2
                        echo "#5 CACHED" >&2
                        echo "#6 [stage 2/2] RUN two" >&2
                        echo "#6 0.1 hello" >&2
                        echo x >>"%s/$(echo "$2" | tr / _)"; exit 0
                        """.formatted(built))
                .prints("image history*", "\"RUN true\"\n");
        takes(SMALL);
    }

    @Test
    void whatWasBuiltIsToldWithItsStepsAndSize() throws IOException {
        StepOutcome outcome =
                step(false, image("api", "FROM a\nRUN one\nRUN two\n")).run(heard);

        String reference = notes.references().getOrDefault("api", "");
        assertThat(reference).matches("shop/api:[0-9a-f]{12}");
        assertThat(facts(outcome))
                .singleElement()
                .asString()
                .matches("api: built %s in \\d s, 1 of 2 steps from the cache, 182 MB".formatted(reference));
    }

    @Test
    void linesOfTheBuilderCarryTheImagesNameAndItsStepsAreShown() throws IOException {
        step(false, image("api", "FROM a\nRUN one\nRUN two\n")).run(heard);

        assertThat(heard.output()).contains("api: #6 0.1 hello");
        assertThat(heard.doing()).contains("api: [stage 1/2] RUN one", "api: [stage 2/2] RUN two", "api: built");
    }

    @Test
    void aPrivateKeyThatTheBuildPrintsIsHiddenLineByLine() throws IOException {
        String rule = " RSA " + "PRIVATE KEY-----";
        program.does("build*", """
                echo "#6 [stage 2/2] RUN cat key" >&2
                echo "#6 0.1 -----BEGIN%s" >&2
                echo "#6 0.1 q8Zr3uLw" >&2
                echo "#6 0.1 -----END%s" >&2
                echo "#6 0.1 tag ABC1" >&2
                exit 1
                """.formatted(rule, rule));

        step(false, image("api", "FROM a\nRUN cat key\n")).run(heard);

        assertThat(heard.output())
                .contains("api: #6 0.1 [redacted: private key]", "api: #6 0.1 tag ABC1")
                .noneMatch(line -> line.contains("q8Zr3uLw"));
    }

    @Test
    void imageOfTheSameContentIsNotBuiltAgain() throws IOException {
        ImageSpec api = image("api", "FROM a\n");
        step(false, api).run(heard);
        long before = builds();

        StepOutcome outcome = step(false, api).run(heard);

        assertThat(builds()).isEqualTo(before);
        assertThat(facts(outcome)).singleElement().asString().endsWith("is there already, 182 MB");
    }

    @Test
    void imageBuiltAnewUnderTheSameNameIsNoted() throws IOException {
        ImageSpec api = image("api", "FROM a\n");
        step(true, api).run(heard);
        assertThat(notes.replaced()).isEmpty();

        step(true, api).run(heard);

        assertThat(notes.replaced())
                .containsExactlyElementsOf(notes.references().values());
    }

    @Test
    void largeImageIsANoteAndNoFailure() throws IOException {
        takes(612_000_000);
        assertThat(facts(step(false, image("api", "FROM a\n")).run(heard)))
                .anyMatch(fact -> fact.endsWith("612 MB"))
                .anyMatch(fact -> fact.startsWith("api is larger than 500 MB"));
    }

    @Test
    void failureNamesTheStepAndShowsItsLastLines() throws IOException {
        program.fails("build*shop/web*", 1, """
                #6 [2/2] RUN npm ci
                #6 0.4 cannot find lock file
                #6 ERROR: process "/bin/sh -c npm ci" did not complete successfully: exit code: 1
                ------
                Dockerfile:2
                --------------------
                ERROR: failed to solve: process "/bin/sh -c npm ci" did not complete successfully: exit code: 1
                """);
        StepOutcome outcome = step(false, image("api", "FROM a\n"), image("web", "FROM b\nRUN npm ci\n"))
                .run(heard);

        assertThat(outcome).isInstanceOfSatisfying(StepOutcome.Failed.class, failed -> {
            assertThat(failed.cause())
                    .isEqualTo("Image 'web' could not be built: `RUN npm ci` (Dockerfile:2) ended with exit code 1.");
            assertThat(failed.evidence()).contains("cannot find lock file");
        });
        assertThat(notes.references()).containsOnlyKeys("api");
    }

    @Test
    void causeIsTheImageThatFailedAndNotTheOneThatIsMadeFromIt() throws IOException {
        program.fails("build*shop/base*", 1, "ERROR: failed to solve: boom");
        StepOutcome outcome = step(false, image("web", "FROM shop/base:dev\n"), image("base", "FROM a\n"))
                .run(heard);

        assertThat(outcome).isInstanceOfSatisfying(StepOutcome.Failed.class, failed -> {
            assertThat(failed.cause()).contains("'base'", "boom");
            assertThat(failed.evidence()).contains("Image 'web' was not built, because it is made from 'base'.");
        });
    }

    @Test
    void interruptSaysWhatIsLeft() throws Exception {
        program.does("build*", "echo '#1 x'; exec sleep 60");
        var begun = new CountDownLatch(1);
        var step = step(false, image("api", "FROM a\n"));
        var outcome = new CompletableFuture<StepOutcome>();
        Thread thread = Thread.ofVirtual()
                .start(() -> outcome.complete(step.run(new StepProgress() {
                    @Override
                    public void doing(String what) {}

                    @Override
                    public void output(String line) {
                        begun.countDown();
                    }
                })));
        begun.await();
        thread.interrupt();
        assertThat(outcome.get())
                .isInstanceOfSatisfying(
                        StepOutcome.Cancelled.class,
                        cancelled -> assertThat(cancelled.left()).contains("No tag was changed"));
    }

    @Test
    void planIsTheCommandOrThatTheImageIsThere() throws IOException {
        ImageSpec api = image("api", "FROM a\n");
        assertThat(step(false, api).plan()).contains(program.path() + " build", "--tag shop/api:");
        assertThat(builds()).isZero();

        step(false, api).run(heard);

        assertThat(step(false, api).plan()).isEqualTo(notes.references().get("api") + " is there already");
        assertThat(step(true, api).plan()).contains("--no-cache");
    }

    @Test
    void projectWithoutImagesHasNothingToBuild() {
        assertThat(step(false).run(heard)).isInstanceOf(StepOutcome.Skipped.class);
    }

    /// Built a second time, an image gets another ID.
    private void takes(long bytes) {
        program.does("image inspect*", """
                for last; do :; done
                name=$(echo "$last" | tr / _)
                [ -e "%s/$name" ] || { echo "Error: No such image: $last" >&2; exit 1; }
                printf '{"id":"sha256:%%s","tags":["%%s"],"size":%d,"labels":{"dev.shipmate.project":"shop"}}\\n' \
                    "$(wc -l <"%s/$name")" "$last"
                exit 0
                """.formatted(built, bytes, built));
    }

    private long builds() {
        return program.calls().stream().filter(call -> call.startsWith("build")).count();
    }

    private static List<String> facts(StepOutcome outcome) {
        return ((StepOutcome.Done) outcome).facts();
    }

    private BuildStep step(boolean noCache, ImageSpec... images) {
        var docker = new Docker(new ProgramRunner(), program.path(), Duration.ofMinutes(1));
        var order = new ImageBuilds.Order("shop", List.of(images), new BuildSpec("", ""), noCache);
        return new BuildStep(docker, new PatternRedactor(), order, notes);
    }

    private ImageSpec image(String name, String dockerfile) throws IOException {
        Path context = Files.createDirectories(folder.resolve("context").resolve(name));
        Path file = Files.writeString(context.resolve("Dockerfile"), dockerfile);
        return new ImageSpec(name, "shop/" + name, context, file, "", Map.of(), name + ".image");
    }
}
