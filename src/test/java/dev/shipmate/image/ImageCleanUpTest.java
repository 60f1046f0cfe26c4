package dev.shipmate.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.StandIn;
import dev.shipmate.process.ProgramRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ImageCleanUpTest {
    private static final ProjectImages SHOP = new ProjectImages("shop", Set.of("shop/web"));
    private static final NeededImages NOTHING = new NeededImages(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    @Nested
    class Planning {
        @Test
        void whatNothingNeedsMayGo() {
            CleanUpPlan plan = ImageCleanUp.plan(SHOP, List.of(image("a", "shop/web:1")), NOTHING);
            assertThat(plan.removable()).hasSize(1);
            assertThat(plan.bytes()).isEqualTo(100);
        }

        @Test
        void everyUseIsAReasonToKeep() {
            List<PlacedImage> images = List.of(
                    image("a", "shop/web:1"),
                    image("b", "shop/web:2"),
                    image("c", "shop/web:3"),
                    image("d", "shop/web:4"),
                    image("e", "shop/web:5"),
                    image("f", "shop/web:6"));
            var needed = new NeededImages(
                    Set.of(id("a")),
                    Set.of("shop/web:2"),
                    Set.of("docker.io/shop/web:3"),
                    Set.of("shop/web:4"),
                    Set.of("shop/web:5"));
            CleanUpPlan plan = ImageCleanUp.plan(SHOP, images, needed);
            assertThat(plan.kept())
                    .extracting(CleanUpPlan.Kept::reason)
                    .containsExactly(
                            "a container of the host uses it",
                            "a pod of the cluster uses it",
                            "a workload of the cluster starts its pods from it",
                            "a revision needs it to roll back to",
                            "it was built or deployed last");
            assertThat(plan.removable()).extracting(PlacedImage::display).containsExactly("shop/web:6 on the host");
        }

        @Test
        void imageOfAnotherProjectOrOfNobodyStays() {
            var foreign = new PlacedImage(
                    "", new StoredImage(id("a"), List.of("docker.io/shop/web:1"), 1, Map.of(ImageLabels.PROJECT, "x")));
            var unlabelled = new PlacedImage("", new StoredImage(id("b"), List.of(), 1, Map.of()));
            assertThat(ImageCleanUp.plan(SHOP, List.of(foreign, unlabelled), NOTHING)
                            .removable())
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"someone/else:keep", "localhost:5000/shop/web:1", "web:1", "shop/web-extra:1"})
        void imageWithANameThatIsNotTheProjectsStaysAlsoNextToOneThatIs(String name) {
            CleanUpPlan plan = ImageCleanUp.plan(
                    SHOP, List.of(image("a", name), image("b", "shop/web:bbbbbbbbbbbb", name)), NOTHING);
            assertThat(plan.removable()).isEmpty();
            assertThat(plan.kept())
                    .extracting(CleanUpPlan.Kept::reason)
                    .containsOnly("it has a name that is not the project's");
        }

        @Test
        void imageWithoutANameGoesOnlyWhenItsLabelsTellThatItWasBuiltForARepositoryOfTheProject() {
            assertThat(ImageCleanUp.plan(SHOP, List.of(nameless("shop/web")), NOTHING)
                            .removable())
                    .hasSize(1);
            assertThat(ImageCleanUp.plan(SHOP, List.of(nameless("their/app"), nameless("")), NOTHING)
                            .kept())
                    .extracting(CleanUpPlan.Kept::reason)
                    .containsOnly("it has no name, and labels that are not the project's");
        }

        private PlacedImage nameless(String title) {
            return new PlacedImage(
                    "node1",
                    new StoredImage(
                            id("d"),
                            List.of(),
                            1,
                            Map.of(ImageLabels.PROJECT, "shop", "org.opencontainers.image.title", title)));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "sha256:%s",
                    "docker-pullable://shop/web@sha256:%s",
                    "docker://sha256:%s",
                    "shop/web:9@sha256:%s",
                    "docker.io/shop/web@sha256:%s"
                })
        void idOfARunningPodKeepsTheImageInEveryForm(String form) {
            String used = form.formatted("a".repeat(64));
            var needed = new NeededImages(Set.of(), Set.of(used), Set.of(), Set.of(), Set.of());
            assertThat(ImageCleanUp.plan(SHOP, List.of(image("a", "shop/web:1")), needed)
                            .removable())
                    .isEmpty();
        }

        @Test
        void referenceWithATagAndADigestKeepsTheTag() {
            var needed = new NeededImages(
                    Set.of(), Set.of("shop/web:1@sha256:" + "f".repeat(64)), Set.of(), Set.of(), Set.of());
            assertThat(ImageCleanUp.plan(SHOP, List.of(image("a", "shop/web:1")), needed)
                            .removable())
                    .isEmpty();
        }

        @Test
        void digestOfTheManifestKeepsTheImageInTheNode() {
            var inNode = new PlacedImage(
                    "node1",
                    new StoredImage(
                            id("a"),
                            List.of("docker.io/shop/web:1"),
                            List.of(id("b")),
                            1,
                            Map.of(ImageLabels.PROJECT, "shop")));
            var needed = new NeededImages(Set.of(), Set.of("shop/web@" + id("b")), Set.of(), Set.of(), Set.of());
            assertThat(ImageCleanUp.plan(SHOP, List.of(inNode), needed).removable())
                    .isEmpty();
        }
    }

    @Nested
    class Removing {
        @TempDir
        Path folder;

        private StandIn program;
        private ImageCleanUp cleanUp;

        @BeforeEach
        void standIn() {
            program = new StandIn(folder, "docker")
                    .prints("image inspect*", inspected("shop", "shop/web:1"))
                    .prints("image rm*", "Deleted");
            var docker = new Docker(new ProgramRunner(), program.path(), Duration.ofMinutes(1));
            var nodes = new NodeImages(
                    new ProgramRunner(), Programs.onPath(), docker, new LocalCluster.HostDocker("docker-desktop"));
            cleanUp = new ImageCleanUp(docker, nodes);
        }

        @Test
        void reportTellsWhatWentAndHowMuch() {
            var told = new ArrayList<PlacedImage>();
            var plan = ImageCleanUp.plan(SHOP, List.of(image("a", "shop/web:1"), other()), NOTHING);
            CleanUpReport report = cleanUp.run(plan, told::add);
            assertThat(report.removed()).hasSize(1).isEqualTo(told);
            assertThat(report.bytes()).isEqualTo(100);
            assertThat(report.shareOfRemovable()).isEqualTo(1);
            assertThat(report.shareOfAll()).isEqualTo(0.5);
            assertThat(program.calls()).contains("image rm --no-prune " + id("a"));
        }

        @Test
        void imageThatGotANewNameOrAnotherOwnerMeanwhileStays() {
            var plan = ImageCleanUp.plan(SHOP, List.of(image("a", "shop/web:1")), NOTHING);
            for (String now : List.of(inspected("shop", "theirs/app:1"), inspected("other", "shop/web:1"))) {
                program.prints("image inspect*", now);
                assertThat(cleanUp.run(plan, _ -> {}).failed()).hasSize(1);
            }
            assertThat(program.calls()).noneMatch(call -> call.startsWith("image rm"));
        }

        @Test
        void imageThatCannotGoIsToldAndTheOthersGo() {
            program.prints(
                            "image inspect*" + id("b"),
                            inspected("shop", "shop/web:1").replace(id("a"), id("b")))
                    .fails("image rm*" + id("a"), 1, "conflict: image is being used by stopped container 12");
            var plan = ImageCleanUp.plan(SHOP, List.of(image("a", "shop/web:1"), image("b", "shop/web:1")), NOTHING);
            CleanUpReport report = cleanUp.run(plan, _ -> {});
            assertThat(report.removed()).hasSize(1);
            assertThat(report.failed().getFirst().problem().what()).contains("stopped container 12");
        }

        @Test
        void imageThatIsGoneAlreadyCountsAsRemoved() {
            program.fails("image inspect*", 1, "Error: No such image: x");
            var plan = ImageCleanUp.plan(SHOP, List.of(image("a", "shop/web:1")), NOTHING);
            assertThat(cleanUp.run(plan, _ -> {}).removed()).hasSize(1);
        }

        @Test
        void interruptLeavesTheRestAndSaysSo() {
            var plan = ImageCleanUp.plan(SHOP, List.of(image("a", "shop/web:1"), image("b", "shop/web:1")), NOTHING);
            CleanUpReport report = cleanUp.run(plan, _ -> Thread.currentThread().interrupt());
            assertThat(Thread.interrupted()).isTrue();
            assertThat(report.removed()).isEmpty();
            assertThat(report.failed()).hasSize(2);
        }

        @Test
        void listHasTheLabelledImagesOfTheHost() {
            program.prints("image ls*", id("a"));
            assertThat(cleanUp.list("shop"))
                    .isInstanceOfSatisfying(
                            Outcome.Got.class,
                            got -> assertThat((List<?>) got.value()).hasSize(1));
            assertThat(program.calls().getFirst()).endsWith("--filter label=dev.shipmate.project=shop");
        }

        private PlacedImage other() {
            return new PlacedImage("", new StoredImage(id("c"), List.of(), 1, Map.of()));
        }

        private String inspected(String project, String reference) {
            return "{\"id\":\"%s\",\"tags\":[\"%s\"],\"size\":100,\"labels\":{\"dev.shipmate.project\":\"%s\"}}"
                    .formatted(id("a"), reference, project);
        }
    }

    private static PlacedImage image(String letter, String... references) {
        return new PlacedImage(
                "",
                new StoredImage(
                        id(letter),
                        Stream.of(references)
                                .map(reference -> ImageReference.of(reference).full())
                                .toList(),
                        100,
                        Map.of(ImageLabels.PROJECT, "shop")));
    }

    private static String id(String letter) {
        return "sha256:" + letter.repeat(64);
    }
}
