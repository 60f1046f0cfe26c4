package dev.shipmate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterEntry;
import dev.shipmate.cluster.ClusterOptions;
import dev.shipmate.image.BuildOutcome;
import dev.shipmate.image.BuildResult;
import dev.shipmate.image.CleanUpPlan;
import dev.shipmate.image.CleanUpReport;
import dev.shipmate.image.Docker;
import dev.shipmate.image.DockerState;
import dev.shipmate.image.ImageBuilds;
import dev.shipmate.image.ImageCleanUp;
import dev.shipmate.image.LoadOutcome;
import dev.shipmate.image.LocalCluster;
import dev.shipmate.image.NeededImages;
import dev.shipmate.image.NodeImages;
import dev.shipmate.image.Outcome;
import dev.shipmate.image.PlacedImage;
import dev.shipmate.image.ProjectImages;
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
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Images on a real Docker and a real containerd, whose socket SHIPMATE_CONTAINERD or LAB_CONTAINERD names.
@Tag("e2e")
@Timeout(180)
class ImagesTest {
    private static final String PROJECT = "ship-image-e2e";
    private static final ProjectImages OWN = new ProjectImages(PROJECT, Set.of("ship-image-e2e/probe"));
    private static final NeededImages NOTHING = new NeededImages(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    @TempDir
    Path context;

    private final ProgramRunner runner = new ProgramRunner();
    private final Docker docker = new Docker(runner, "docker", Duration.ofMinutes(5));
    private final ImageBuilds builds = new ImageBuilds(docker, new PatternRedactor()::redact);
    private final NodeImages nodes = NodeImages.of(runner, docker, entry(), System.getenv());
    private final ImageCleanUp cleanUp = new ImageCleanUp(docker, nodes);

    @AfterEach
    void removeEverything() {
        cleanUp.run(ImageCleanUp.plan(OWN, labelled(), NOTHING), _ -> {});
    }

    @Test
    void clusterIsKnownByItsSocket() {
        assertThat(nodes.cluster()).isInstanceOf(LocalCluster.Containerd.class);
    }

    @Test
    void dockerIsReady() {
        assertThat(docker.state())
                .isInstanceOfSatisfying(
                        DockerState.Ready.class,
                        ready -> assertThat(ready.buildKit()).isTrue());
    }

    @Test
    void imageIsBuiltLoadedAndRemovedOnce() throws IOException {
        dockerfile("RUN echo one\nENV A=1\n");
        Outcome<Map<String, String>> expected = ImageBuilds.references(order());
        BuildResult first = build();
        assertThat(expected).isEqualTo(new Outcome.Got<>(Map.of("probe", first.reference())));
        assertThat(first.outcome()).isInstanceOf(BuildOutcome.Built.class);
        assertThat(build().outcome()).isInstanceOf(BuildOutcome.AlreadyThere.class);

        assertThat(nodes.load(first.reference())).isEqualTo(new LoadOutcome.Loaded(1, false));
        assertThat(nodes.load(first.reference())).isEqualTo(new LoadOutcome.AlreadyThere(1));

        dockerfile("RUN echo one\nENV A=2\n");
        BuildResult second = build();
        assertThat(second.outcome())
                .isInstanceOfSatisfying(
                        BuildOutcome.Built.class,
                        built -> assertThat(built.cachedSteps()).isPositive());
        assertThat(second.reference()).isNotEqualTo(first.reference());
        assertThat(nodes.load(second.reference())).isEqualTo(new LoadOutcome.Loaded(1, false));

        assertThat(labelled()).hasSize(4);
        var needed = new NeededImages(Set.of(), Set.of(second.reference()), Set.of(), Set.of(), Set.of());
        CleanUpPlan plan = ImageCleanUp.plan(OWN, labelled(), needed);
        assertThat(plan.kept()).hasSize(2);
        CleanUpReport report = cleanUp.run(plan, _ -> {});
        assertThat(report.failed()).isEmpty();
        assertThat(report.removed()).hasSize(2);
        assertThat(labelled())
                .hasSize(2)
                .allMatch(placed -> placed.image().references().equals(List.of("docker.io/" + second.reference())));
    }

    @Test
    void otherImageOfTheSameNameIsFoundInTheNodeAndReplaced() throws IOException {
        dockerfile("ENV A=1\n");
        BuildResult first = build();
        nodes.load(first.reference());
        dockerfile("ENV A=2\n");
        BuildResult second = build();
        assertThat(docker.tag(second.reference(), first.reference())).isInstanceOf(Outcome.Got.class);
        assertThat(nodes.load(first.reference())).isEqualTo(new LoadOutcome.Loaded(1, true));
    }

    @Test
    void failingStepIsToldWithItsLineAndOutput() throws IOException {
        dockerfile("RUN echo fine\nRUN echo missing module && exit 3\n");
        assertThat(build().outcome()).isInstanceOfSatisfying(BuildOutcome.BuildFailed.class, failed -> {
            assertThat(failed.line()).isEqualTo(3);
            assertThat(failed.lastLines()).contains("missing module");
            assertThat(failed.problem().what()).contains("exit code 3");
        });
    }

    @Test
    void secretInAnInstructionIsFoundAndThoseOfTheBaseImageAreNot() throws IOException {
        dockerfile("ENV DB_PASSWORD=hunter2hunter2\n");
        assertThat(build().outcome())
                .isInstanceOfSatisfying(
                        BuildOutcome.SecretInHistory.class,
                        found -> assertThat(found.toString())
                                .contains("DB_PASSWORD")
                                .doesNotContain("hunter2"));
    }

    private BuildResult build() {
        return builds.build(order(), _ -> {}).getFirst();
    }

    private ImageBuilds.Order order() {
        var image = new ImageSpec(
                "probe", "ship-image-e2e/probe", context, context.resolve("Dockerfile"), "", Map.of(), "image");
        return new ImageBuilds.Order(PROJECT, List.of(image), new BuildSpec("host", ""), false);
    }

    private void dockerfile(String instructions) throws IOException {
        Files.writeString(context.resolve("Dockerfile"), "FROM busybox:1.36\n" + instructions);
    }

    private List<PlacedImage> labelled() {
        return ((Outcome.Got<List<PlacedImage>>) cleanUp.list(PROJECT)).value();
    }

    private static ClusterEntry entry() {
        try (Cluster cluster = Cluster.open(ClusterOptions.usual())) {
            return cluster.entry();
        }
    }
}
