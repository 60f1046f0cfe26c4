package dev.shipmate.tool.pipeline;

import static dev.shipmate.tool.pipeline.PipelineBench.text;
import static dev.shipmate.tool.pipeline.ScriptedShipping.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.helm.ManifestDiff;
import dev.shipmate.image.CleanUpPlan;
import dev.shipmate.image.CleanUpReport;
import dev.shipmate.image.Outcome;
import dev.shipmate.image.PlacedImage;
import dev.shipmate.image.Problem;
import dev.shipmate.image.StoredImage;
import dev.shipmate.pipeline.RunPlan;
import dev.shipmate.pipeline.RunPlan.PlannedStep;
import dev.shipmate.pipeline.StepName;
import dev.shipmate.pipeline.StepOutcome;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.Settled;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.Undo;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageToolsTest {
    private static final PlacedImage OLD = image("", "todo-backend:old");
    private static final PlacedImage OLD_IN_NODE = image("lab", "todo-backend:old");
    private static final PlacedImage NEW = image("", "todo-backend:new");

    @TempDir
    private Path folder;

    private PipelineBench bench;

    @BeforeEach
    void open() {
        bench = PipelineBench.ofProject(folder);
        bench.shipping.makes = Optional.empty();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aDryRunOfABuildNamesTheImagesAndTheCommand() {
        bench.shipping.plan = new RunPlan(
                List.of(
                        new PlannedStep(StepName.BUILD, "docker buildx build docker/backend"),
                        new PlannedStep(StepName.DEPLOY, "helm upgrade todo")),
                new ManifestDiff(List.of()),
                List.of());

        ToolResult.Planned planned = bench.planned("build_images", "noCache=true");

        assertThat(planned.changes())
                .containsExactly(
                        new Change("image/backend", "todo", "content", "as last built", "as docker/backend is now"));
        assertThat(planned.notes()).containsExactly("build: docker buildx build docker/backend");
        assertThat(bench.shipping.calls).singleElement().asString().contains("plan", "noCache=true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"build_images", "load_images"})
    void onlyItsStepRuns(String tool) {
        StepName step = tool.equals("build_images") ? StepName.BUILD : StepName.LOAD;
        bench.shipping.steps = List.of(step(step, new StepOutcome.Done("todo-backend:0123456789ab is there")));

        ToolResult.Changed changed = bench.changed(tool);

        assertThat(bench.shipping.calls).containsExactly("run [%s]".formatted(step));
        assertThat(text(changed.blocks())).contains("todo-backend:0123456789ab is there");
        assertThat(changed.undo()).isInstanceOf(Undo.Impossible.class);
        assertThat(changed.settled()).isEqualTo(Settled.YES);
    }

    @Test
    void whatWasSkippedChangedNothing() {
        bench.shipping.steps = List.of(step(StepName.LOAD, new StepOutcome.Skipped("nothing to load")));

        assertThat(bench.told("load_images")).contains("nothing to load");
    }

    @Test
    void aFailedBuildShowsTheEndOfItsOutput() {
        bench.shipping.steps = List.of(step(
                StepName.BUILD,
                new StepOutcome.Failed("npm ci failed", "Mend it.", List.of("ERR! missing lock file"))));

        ToolResult.Failed failed = bench.failed("build_images");

        assertThat(failed.cause()).isEqualTo("Step build failed: npm ci failed");
        assertThat(text(failed.evidence())).contains("ERR! missing lock file");
    }

    @Test
    void aCancelledBuildSaysWhatItLeft() {
        bench.shipping.steps = List.of(step(StepName.BUILD, new StepOutcome.Cancelled("one image was built")));

        assertThat(bench.failed("build_images").toString()).contains("one image was built", "Ask again to go on");
    }

    @Nested
    class CleaningUp {
        @BeforeEach
        void plan() {
            bench.shipping.cleanUp = new Outcome.Got<>(new CleanUpPlan(
                    "todo",
                    List.of(OLD, OLD_IN_NODE),
                    List.of(new CleanUpPlan.Kept(NEW, "a pod of the cluster uses it"))));
        }

        @Test
        void aDryRunNamesEachImageWithItsSizeAndWhatStays() {
            ToolResult.Planned planned = bench.planned("clean_up_images");

            assertThat(planned.changes())
                    .containsExactly(
                            new Change("image/todo-backend:old", "todo", "on the host", "250 MB", "removed"),
                            new Change("image/todo-backend:old", "todo", "in node lab", "250 MB", "removed"));
            assertThat(planned.losses()).singleElement().asString().contains("2 images, 500 MB");
            assertThat(planned.notes()).containsExactly("1 images stay: a pod of the cluster uses it (1)");
            assertThat(bench.shipping.calls).isEmpty();
        }

        @Test
        void removedAndKeptImagesAreTold() {
            ToolResult.Changed changed = bench.changed("clean_up_images");

            assertThat(changed.changes()).hasSize(2);
            assertThat(changed.settled()).isEqualTo(Settled.YES);
            assertThat(text(changed.blocks())).contains("Removed 2 of 2", "500 MB", "a pod of the cluster uses it");
            assertThat(bench.progress).contains("remove todo-backend:old on the host");
        }

        @Test
        void oneThatCannotGoIsToldWithItsReason() {
            bench.shipping.stubborn =
                    List.of(new CleanUpReport.NotRemoved(OLD, new Problem("a container uses it.", "Remove that.")));

            ToolResult.Changed changed = bench.changed("clean_up_images");

            assertThat(changed.settled()).isEqualTo(Settled.NO);
            assertThat(text(changed.blocks())).contains("Removed 1 of 2", "a container uses it. Remove that.");
        }

        @Test
        void nothingToRemoveIsNoChange() {
            bench.shipping.cleanUp = new Outcome.Got<>(new CleanUpPlan("todo", List.of(), List.of()));

            assertThat(bench.told("clean_up_images")).contains("Nothing to clean up");
        }

        @Test
        void whereNobodyKnowsWhatIsNeededNothingIsRemoved() {
            bench.shipping.cleanUp = new Outcome.Failed<>(new Problem("a record cannot be read", "Look at it."));

            assertThat(bench.failed("clean_up_images"))
                    .isEqualTo(new ToolResult.Failed("a record cannot be read", "Look at it."));
            assertThat(bench.shipping.calls).isEmpty();
        }
    }

    private static PlacedImage image(String node, String name) {
        return new PlacedImage(
                node,
                new StoredImage(
                        "sha256:" + "0".repeat(64), List.of("docker.io/library/" + name), 250_000_000, Map.of()));
    }
}
