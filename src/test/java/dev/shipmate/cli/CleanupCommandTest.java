package dev.shipmate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.image.CleanUpPlan;
import dev.shipmate.image.CleanUpReport;
import dev.shipmate.image.ImageLabels;
import dev.shipmate.image.Outcome;
import dev.shipmate.image.PlacedImage;
import dev.shipmate.image.Problem;
import dev.shipmate.image.StoredImage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CleanupCommandTest extends PipelineProgram {
    private static final PlacedImage OLD = image("", "todo/backend:old", 120_000_000);
    private static final PlacedImage STUCK = image("node-1", "todo/backend:stuck", 80_500_000);
    private static final CleanUpPlan.Kept KEPT =
            new CleanUpPlan.Kept(image("", "todo/backend:new", 121_000_000), "a pod of the cluster uses it");

    @BeforeEach
    void twoImagesCanGo() {
        shipping.cleanUpPlan = new Outcome.Got<>(new CleanUpPlan("todo", List.of(OLD, STUCK), List.of(KEPT)));
        shipping.cleanUpReport = new CleanUpReport(List.of(OLD, STUCK), List.of(KEPT), List.of());
    }

    @Test
    void aYesAloneDoesNotDestroy() {
        assertThat(shipmate("cleanup", "--yes")).isEqualTo(3);
        assertThat(shipping.calls()).isEmpty();
        assertThat(err.toString()).isEqualTo("""
                WHERE   IMAGE                   SIZE
                host    todo/backend:old    120.0 MB  goes
                node-1  todo/backend:stuck   80.5 MB  goes
                host    todo/backend:new    121.0 MB  stays: a pod of the cluster uses it
                2 images can go, 200.5 MB in all. Layers that images share are counted with each.
                Nothing was removed: nobody is there to approve it. Run it on a terminal, or add --yes-destroy.
                """);
    }

    @Test
    void bothTogetherRemoveAndReport() {
        assertThat(shipmate("cleanup", "-y", "--yes-destroy")).isZero();
        assertThat(shipping.calls()).containsExactly("clean-up");
        assertThat(services).doesNotContain("prune 168 h");
        assertThat(err.toString()).contains("Removing todo/backend:old on the host\n");
        assertThat(out.toString()).isEqualTo("""
                WHERE   IMAGE                   SIZE
                host    todo/backend:old    120.0 MB  removed
                node-1  todo/backend:stuck   80.5 MB  removed
                host    todo/backend:new    121.0 MB  kept: a pod of the cluster uses it
                Removed 2 images, 200.5 MB.
                """);
    }

    @Test
    void aPersonHasToTypeTheWholeWord() {
        personTypes("y", "yes");

        assertThat(shipmate("cleanup")).isZero();
        assertThat(err.toString()).contains("Type yes in full to go on, or n: Type yes in full");
        assertThat(shipping.calls()).containsExactly("clean-up");
    }

    @Test
    void aNoLeavesEverything() {
        personTypes("n");

        assertThat(shipmate("cleanup")).isEqualTo(1);
        assertThat(shipping.calls()).isEmpty();
    }

    @Test
    void whatCouldNotBeRemovedExitsWithOne() {
        var failed = new CleanUpReport.NotRemoved(STUCK, new Problem("It is in use.", "Look at it."));
        shipping.cleanUpReport = new CleanUpReport(List.of(OLD), List.of(KEPT), List.of(failed));

        assertThat(shipmate("cleanup", "-y", "--yes-destroy", "-q")).isEqualTo(1);
        assertThat(out.toString()).contains("not removed: It is in use. Look at it.", "Removed 1 image, 120.0 MB.");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void buildCacheGoesWhenAnAgeIsNamed() {
        assertThat(shipmate("cleanup", "-y", "--yes-destroy", "--build-cache-older-than", "168h"))
                .isZero();
        assertThat(services).contains("prune 168 h");
        assertThat(out.toString()).endsWith("Removed 3 MB of build cache.\n");
    }

    @Test
    void whenNothingCanGoNobodyIsAsked() {
        shipping.cleanUpPlan = new Outcome.Got<>(new CleanUpPlan("todo", List.of(), List.of(KEPT)));

        assertThat(shipmate("cleanup")).isZero();
        assertThat(out.toString()).contains("stays: a pod of the cluster uses it", "No image of project todo can go.");
    }

    @Test
    void whatIsNotKnownRemovesNothing() {
        shipping.cleanUpPlan = new Outcome.Failed<>(new Problem("You may not list pods.", "Ask for it."));

        assertThat(shipmate("cleanup", "-y", "--yes-destroy")).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("You may not list pods. Ask for it.\n");
    }

    @Test
    void programsGetOneObject() {
        assertThat(shipmate("cleanup", "-y", "--yes-destroy", "-o", "json")).isZero();
        JsonNode tree = new JsonMapper().readTree(out.toString());
        assertThat(tree.path("outcome").asString()).isEqualTo("done");
        assertThat(tree.path("bytes").asLong()).isEqualTo(200_500_000);
        assertThat(tree.at("/removed/1/node").asString()).isEqualTo("node-1");
        assertThat(tree.at("/kept/0/reason").asString()).isEqualTo("a pod of the cluster uses it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cleanup --build-cache-older-than 7d",
                "cleanup --build-cache-older-than 0h",
                "cleanup --read-only",
                "cleanup --sandbox",
            })
    void wrongUsageExitsWithTwo(String line) {
        assertThat(shipmate(line.split(" ", -1))).isEqualTo(2);
        assertThat(shipping.calls()).isEmpty();
    }

    private static PlacedImage image(String node, String reference, long bytes) {
        return new PlacedImage(
                node,
                new StoredImage(
                        "sha256:" + "0".repeat(64), List.of(reference), bytes, Map.of(ImageLabels.PROJECT, "todo")));
    }
}
