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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Builds with a stand-in for docker that remembers what was built in a file.
@Timeout(30)
class ImageBuildsTest {
    private static final BuildSpec PLAIN = new BuildSpec("", "");

    @TempDir
    Path folder;

    private final List<BuildEvent> events = new ArrayList<>();
    private StandIn program;
    private ImageBuilds builds;

    @BeforeEach
    void standIn() throws IOException {
        Path built = Files.createDirectory(folder.resolve("built"));
        program = new StandIn(folder, "docker")
                .does("build*", """
                        while [ "$1" != --tag ]; do shift; done
                        echo "#5 [2/2] RUN true" >&2
                        touch "%s/$(echo "$2" | tr / _)"; exit 0
                        """.formatted(built))
                .prints("image tag*", "")
                .prints("image history*", "\"RUN true\"\n\"ENV BASE_PASSWORD=of-the-base-image\"\n");
        program.does("image inspect*", """
                for last; do :; done
                name=$(echo "$last" | tr / _)
                [ -e "%s/$name" ] || { echo "Error: No such image: $last" >&2; exit 1; }
                printf '{"id":"sha256:%%s","tags":["%%s"],"size":1,"labels":{"dev.shipmate.project":"shop"}}\\n' "$name" "$last"
                exit 0
                """.formatted(built));
        var docker = new Docker(new ProgramRunner(), program.path(), Duration.ofMinutes(1));
        builds = new ImageBuilds(docker, text -> text.replaceAll("PASSWORD=\\S+", "PASSWORD=[redacted: password]"));
    }

    @Test
    void everyImageIsBuiltUnderItsContentTag() throws IOException {
        List<BuildResult> results = build(image("web", "FROM a\nRUN true\n"), image("api", "FROM b\nRUN true\n"));
        assertThat(results).allMatch(BuildResult::successful);
        assertThat(results).extracting(BuildResult::reference).allMatch(name -> name.matches("shop/...:[0-9a-f]{12}"));
        assertThat(events).hasAtLeastOneElementOfType(BuildEvent.Progress.class);
    }

    @Test
    void secondRunBuildsNothing() throws IOException {
        ImageSpec web = image("web", "FROM a\nRUN true\n");
        String first = build(web).getFirst().reference();
        long before = builtCount();
        List<BuildResult> results = build(web);
        assertThat(results.getFirst().outcome()).isInstanceOf(BuildOutcome.AlreadyThere.class);
        assertThat(results.getFirst().reference()).isEqualTo(first);
        assertThat(builtCount()).isEqualTo(before);
    }

    @Test
    void changeOfOneLineBuildsOneImage() throws IOException {
        build(image("web", "FROM a\nRUN true\n"), image("api", "FROM b\nRUN true\n"));
        List<BuildResult> results = build(image("web", "FROM a\nRUN false\n"), image("api", "FROM b\nRUN true\n"));
        assertThat(results.get(0).outcome()).isInstanceOf(BuildOutcome.Built.class);
        assertThat(results.get(1).outcome()).isInstanceOf(BuildOutcome.AlreadyThere.class);
    }

    @Test
    void withoutCacheEverythingIsBuiltAnew() throws IOException {
        ImageSpec web = image("web", "FROM a\nRUN true\n");
        build(web);
        var order = new ImageBuilds.Order("shop", List.of(web), PLAIN, true);
        assertThat(builds.build(order, events::add).getFirst().outcome()).isInstanceOf(BuildOutcome.Built.class);
    }

    @Test
    void imageOfAnotherProjectIsNotTakenForOurs() throws IOException {
        ImageSpec web = image("web", "FROM a\nRUN true\n");
        build(web);
        var other = new ImageBuilds.Order("other", List.of(web), PLAIN, false);
        assertThat(builds.build(other, events::add).getFirst().outcome()).isInstanceOf(BuildOutcome.Built.class);
    }

    @Test
    void environmentFileInTheContextStopsTheBuildBeforeItBegins() throws IOException {
        ImageSpec web = image("web", "FROM a\n");
        Files.writeString(web.context().resolve(".env"), "PASSWORD=hunter2\n");
        assertThat(build(web).getFirst().outcome()).isInstanceOfSatisfying(BuildOutcome.Refused.class, refused -> {
            assertThat(refused.problem().what()).contains(".env").doesNotContain("hunter2");
            assertThat(refused.problem().suggestion()).contains(".dockerignore");
        });
        assertThat(builtCount()).isZero();
    }

    @Test
    void secretInTheHistoryIsFoundInBuiltAndInPresentImages() throws IOException {
        program.prints("image history*", "\"RUN true PASSWORD=hunter2\"\n\"FROM\"\n");
        ImageSpec web = image("web", "FROM a\nRUN true PASSWORD=hunter2\n");
        for (int i = 0; i < 2; i++) {
            assertThat(build(web).getFirst().outcome())
                    .isInstanceOfSatisfying(BuildOutcome.SecretInHistory.class, found -> {
                        assertThat(found.instructions()).containsExactly("RUN true PASSWORD=[redacted: password]");
                        assertThat(found.toString()).doesNotContain("hunter2");
                    });
        }
    }

    @Test
    void whatTheBaseImageSaysInItsHistoryIsNotOurs() throws IOException {
        assertThat(build(image("web", "FROM a\nRUN true\n")).getFirst().successful())
                .isTrue();
    }

    @Test
    void secretsInTheOutputAreRedactedBeforeAnybodySeesThem() throws IOException {
        program.fails("build*", 1, "#5 [2/2] RUN login\n#5 0.1 PASSWORD=hunter2\n#5 ERROR: exit code: 1\n");
        List<BuildResult> results = build(image("web", "FROM a\nRUN login\n"));
        assertThat(results.toString() + events).contains("[redacted: password]").doesNotContain("hunter2");
    }

    @Test
    void failureOfOneDoesNotStopTheOther() throws IOException {
        program.fails("build*shop/web*", 1, "ERROR: failed to solve: boom");
        List<BuildResult> results = build(image("web", "FROM a\n"), image("api", "FROM b\n"));
        assertThat(results.get(0).outcome()).isInstanceOf(BuildOutcome.BuildFailed.class);
        assertThat(results.get(1).outcome()).isInstanceOf(BuildOutcome.Built.class);
    }

    @Test
    void independentImagesAreBuiltSideBySide() throws IOException {
        Path both = folder.resolve("both");
        program.does("build*", """
                echo x >>'%s'
                while [ "$(wc -l <'%s')" -lt 2 ]; do sleep 0.02; done
                exit 1
                """.formatted(both, both));
        assertThat(build(image("web", "FROM a\n"), image("api", "FROM b\n"))).hasSize(2);
    }

    @Test
    void imageThatIsMadeFromAnotherWaitsForItAndChangesWithIt() throws IOException {
        ImageSpec web = image("web", "FROM shop/base:dev\nRUN true\n");
        List<BuildResult> first = build(web, image("base", "FROM a\nRUN one\n"));
        assertThat(program.calls().stream().filter(call -> call.startsWith("build")))
                .hasSize(2)
                .first()
                .asString()
                .contains("--tag shop/base:", "--tag shop/base:dev");
        List<BuildResult> second = build(web, image("base", "FROM a\nRUN two\n"));
        assertThat(second.getFirst().reference()).isNotEqualTo(first.getFirst().reference());
    }

    @Test
    void imageWhoseBaseFailedIsNotBuilt() throws IOException {
        program.fails("build*shop/base*", 1, "ERROR: failed to solve: boom");
        List<BuildResult> results = build(image("web", "FROM shop/base:dev\n"), image("base", "FROM a\n"));
        assertThat(results.getFirst().outcome())
                .isInstanceOfSatisfying(
                        BuildOutcome.Refused.class,
                        refused -> assertThat(refused.problem().what()).contains("'base'"));
    }

    @Test
    void circleIsToldAndNotWaitedFor() throws IOException {
        List<BuildResult> results = build(image("web", "FROM shop/api:1\n"), image("api", "FROM shop/web:1\n"));
        assertThat(results).extracting(BuildResult::outcome).allMatch(BuildOutcome.Refused.class::isInstance);
    }

    @Test
    void referencesAreKnownWithoutABuild() throws IOException {
        ImageSpec web = image("web", "FROM shop/base:dev\nRUN true\n");
        ImageSpec base = image("base", "FROM a\nRUN one\n");
        var order = new ImageBuilds.Order("shop", List.of(web, base), PLAIN, false);
        Outcome<Map<String, String>> references = ImageBuilds.references(order);
        assertThat(program.calls()).isEmpty();
        List<BuildResult> results = build(web, base);
        assertThat(references)
                .isEqualTo(new Outcome.Got<>(Map.of(
                        "web",
                        results.get(0).reference(),
                        "base",
                        results.get(1).reference())));
    }

    @Test
    void circleHasNoReferences() throws IOException {
        List<ImageSpec> circle = List.of(image("web", "FROM shop/api:1\n"), image("api", "FROM shop/web:1\n"));
        assertThat(ImageBuilds.references(new ImageBuilds.Order("shop", circle, PLAIN, false)))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.problem().what()).contains("made from itself"));
    }

    @Test
    void interruptStopsAllBuildsAndTellsSo() throws Exception {
        program.does("build*", "echo '#1 x'; exec sleep 60");
        List<ImageSpec> images = List.of(image("web", "FROM a\n"), image("api", "FROM b\n"));
        var begun = new CountDownLatch(1);
        var results = new CompletableFuture<List<BuildResult>>();
        Thread thread = Thread.ofVirtual()
                .start(() ->
                        results.complete(builds.build(new ImageBuilds.Order("shop", images, PLAIN, false), event -> {
                            if (event instanceof BuildEvent.Progress) {
                                begun.countDown();
                            }
                        })));
        begun.await();
        thread.interrupt();
        assertThat(results.get()).extracting(BuildResult::outcome).allMatch(BuildOutcome.Stopped.class::isInstance);
    }

    private List<BuildResult> build(ImageSpec... images) {
        return builds.build(new ImageBuilds.Order("shop", List.of(images), PLAIN, false), events::add);
    }

    private long builtCount() {
        return program.calls().stream().filter(call -> call.startsWith("build")).count();
    }

    private ImageSpec image(String name, String dockerfile) throws IOException {
        Path context = Files.createDirectories(folder.resolve("context").resolve(name));
        Path file = Files.writeString(context.resolve("Dockerfile"), dockerfile);
        return new ImageSpec(name, "shop/" + name, context, file, "", Map.of(), name + ".image");
    }
}
