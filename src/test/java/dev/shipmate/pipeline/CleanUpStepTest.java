package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.image.CleanUpPlan;
import dev.shipmate.image.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CleanUpStepTest extends CleanUpFixture {
    private static final String OLD = "sha256:" + "a".repeat(64);
    private static final String NEW = "sha256:" + "b".repeat(64);
    private static final String ASKED = "{afterDeploy: true}";

    private final HeardProgress heard = new HeardProgress();
    private final RunNotes notes = new RunNotes(Map.of("web", "shop/web:bbbbbbbbbbbb"));

    @Test
    void imagesThatNothingNeedsGo() {
        host();
        assertThat(step(ASKED).run(heard))
                .isEqualTo(new StepOutcome.Done(
                        "removed 1 image (100 MB): shop/web:aaaaaaaaaaaa on the host",
                        "that is 100 % of what could go, and 50 % of all images of the project"));
        assertThat(program.calls()).contains("image rm --no-prune " + OLD).doesNotContain("image rm --no-prune " + NEW);
        assertThat(heard.doing()).last().isEqualTo("removing shop/web:aaaaaaaaaaaa on the host");
    }

    @Test
    void onlyImagesWithTheLabelOfTheProjectAreEvenLookedAt() {
        host();
        step(ASKED).run(heard);
        assertThat(program.calls())
                .filteredOn(call -> call.startsWith("image ls"))
                .containsExactly("image ls --all --quiet --no-trunc --filter label=dev.shipmate.project=shop");
        assertThat(program.calls()).noneMatch(call -> call.contains("prune ") && !call.contains("--no-prune"));
    }

    @Test
    void nothingGoesUnlessTheProjectFileAsksForIt() {
        host();
        assertThat(step("{afterDeploy: false, buildCacheOlderThan: 1h}").run(heard))
                .isInstanceOf(StepOutcome.Skipped.class);
        assertThat(program.calls()).isEmpty();
    }

    @Test
    void nothingGoesWhenTheClusterCannotBeSeenAndThatIsSaid() {
        host();
        forbids("pods");
        assertThat(step("{afterDeploy: true, buildCacheOlderThan: 1h}").run(heard))
                .isInstanceOfSatisfying(
                        StepOutcome.Skipped.class,
                        skipped -> assertThat(skipped.reason()).contains("Nothing is removed", "pods is forbidden"));
        assertThat(program.calls()).noneMatch(call -> call.startsWith("image rm") || call.startsWith("builder"));
    }

    @Test
    void whenAllIsNeededThatIsSaid() {
        host();
        has("replicasets", """
                {"spec": {"template": {"spec": {"containers": [{"image": "shop/web:aaaaaaaaaaaa"}]}}}}""");
        assertThat(step(ASKED).run(heard))
                .isEqualTo(new StepOutcome.Skipped("nothing to remove: 2 images of the project, all needed"));
    }

    @Test
    void imageThatCannotGoIsToldAndIsNoFailure() {
        host();
        program.fails("image rm*", 1, "conflict: unable to delete: image is being used by running container 12");
        assertThat(step(ASKED).run(heard))
                .isInstanceOfSatisfying(
                        StepOutcome.Done.class,
                        done -> assertThat(done.facts())
                                .singleElement()
                                .asString()
                                .startsWith("shop/web:aaaaaaaaaaaa on the host stays:")
                                .contains("running container 12"));
    }

    @Test
    void buildCacheGoesByItsAge() {
        program.prints("builder prune*", "Total:\t1.5GB\n");
        assertThat(step("{afterDeploy: true, buildCacheOlderThan: 168h}").run(heard))
                .isEqualTo(new StepOutcome.Done("1.5 GB of Docker's build cache, unused for 168 h, went"));
        assertThat(program.calls()).contains("builder prune --force --filter until=168h");
    }

    @Test
    void removingImagesAloneLeavesTheBuildCache() {
        host();
        CleanUps cleanUps = cleanUps("{buildCacheOlderThan: 168h}");
        assertThat(cleanUps.plan())
                .isInstanceOfSatisfying(Outcome.Got.class, got -> cleanUps.run((CleanUpPlan) got.value(), _ -> {}));
        assertThat(program.calls())
                .anyMatch(call -> call.startsWith("image rm"))
                .noneMatch(call -> call.startsWith("builder"));
    }

    @Test
    void interruptSaysHowFarItCame() {
        host();
        program.does("image rm*", "exec sleep 60");
        var step = step(ASKED);
        StepOutcome outcome = step.run(new StepProgress() {
            @Override
            public void doing(String what) {
                if (what.startsWith("removing")) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void output(String line) {}
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome).isEqualTo(new StepOutcome.Cancelled("0 of 1 images that nothing needs were removed."));
    }

    @Test
    void planOfItsOwnKeepsWhatTheSourcesMakeAndSaysWhyTheRestStays() {
        host();
        has("pods", "{\"spec\": {\"containers\": [{\"image\": \"shop/web:aaaaaaaaaaaa\"}]}}");
        assertThat(cleanUps("{}").plan()).isInstanceOfSatisfying(Outcome.Got.class, got -> {
            var plan = (CleanUpPlan) got.value();
            assertThat(plan.kept())
                    .extracting(CleanUpPlan.Kept::reason)
                    .containsExactly("a pod of the cluster uses it");
            assertThat(plan.removable()).hasSize(1);
        });
    }

    private CleanUpStep step(String cleanUp) {
        return new CleanUpStep(cleanUps(cleanUp), project(cleanUp).cleanUp(), notes);
    }

    private void host() {
        program.prints("image ls*", "%s\n%s\n".formatted(OLD, NEW))
                .prints("image inspect*", "%s\n%s\n".formatted(image(OLD, "a"), image(NEW, "b")))
                .prints("image inspect* " + OLD, image(OLD, "a"))
                .prints(
                        "image inspect* %s %s".formatted(OLD, NEW),
                        "%s\n%s\n".formatted(image(OLD, "a"), image(NEW, "b")))
                .prints("image rm*", "Deleted");
    }

    private static String image(String id, String letter) {
        return "{\"id\":\"%s\",\"tags\":[\"shop/web:%s\"],\"size\":100000000,\"labels\":{\"dev.shipmate.project\":\"shop\"}}"
                .formatted(id, letter.repeat(12));
    }
}
