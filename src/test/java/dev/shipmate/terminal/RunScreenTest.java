package dev.shipmate.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.diagnosis.Finding;
import dev.shipmate.fake.MutableClock;
import dev.shipmate.helm.ManifestDiff;
import dev.shipmate.helm.ObjectChange;
import dev.shipmate.helm.ObjectChange.FieldChange;
import dev.shipmate.pipeline.FailureReport;
import dev.shipmate.pipeline.RunPlan;
import dev.shipmate.pipeline.StepName;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunScreenTest {
    private final TestScreen errors = TestScreen.of(Screen.Kind.TYPEWRITER, 60);
    private final TestScreen answers = TestScreen.of(Screen.Kind.TYPEWRITER, 60);

    @Test
    void aPlanToDecideOnIsBrief() {
        screen().plan("Deploy todo", plan());

        assertThat(errors.shown()).isEqualTo("""
                Deploy todo
                STEP    WHAT IT DOES
                build   docker buildx build --tag todo/backend:abc
                        docker/backend
                deploy  helm upgrade todo

                Changes to the live release
                + configmap/new
                - secret/old
                ~ deployment/web
                    f1: (none) -> 1
                    f2: (none) -> 2
                    f3: (none) -> 3
                    f4: (none) -> 4
                    f5: (none) -> 5
                    f6: (none) -> 6
                    f7: (none) -> 7
                    f8: (none) -> 8
                    and 2 more fields

                - It is for namespace todo of context 'lab' at
                  https://127.0.0.1:6443.
                """);
        assertThat(answers.shown()).isEmpty();
    }

    @Test
    void aWholePlanIsTheResultWithEveryField() {
        screen().wholePlan("Deploy todo", plan());

        assertThat(answers.shown()).contains("    f10: (none) -> 10\n").doesNotContain("more fields");
    }

    private static RunPlan plan() {
        List<FieldChange> fields = IntStream.rangeClosed(1, 10)
                .mapToObj(i -> new FieldChange("f" + i, "", String.valueOf(i)))
                .toList();
        return new RunPlan(
                List.of(
                        new RunPlan.PlannedStep(
                                StepName.BUILD, "docker buildx build --tag todo/backend:abc docker/backend"),
                        new RunPlan.PlannedStep(StepName.DEPLOY, "helm upgrade todo")),
                new ManifestDiff(List.of(
                        new ObjectChange.Added("configmap/new"),
                        new ObjectChange.Removed("secret/old"),
                        new ObjectChange.Changed("deployment/web", fields))),
                List.of("It is for namespace todo of context 'lab' at https://127.0.0.1:6443."));
    }

    @Test
    void aFailureShowsTheCauseThenWhatShowsIt() {
        var finding = Finding.of(
                "crash-loop",
                "deployment/backend",
                "todo",
                "crashes: DATABASE_URL is not set.",
                List.of("KeyError: 'DATABASE_URL' in a line that is too long for this screen \u001b[2J"),
                "Set it in the chart's values.");
        screen().failure(new FailureReport(
                "r1",
                Instant.EPOCH,
                StepName.WAIT,
                "deployment/backend crashes: DATABASE_URL is not set.",
                "Set it, then go on.",
                List.of(finding),
                List.of(
                        new FailureReport.Section("Helm", List.of("revision 3 is deployed")),
                        new FailureReport.Section("Empty", List.of())),
                List.of()));

        assertThat(errors.shown()).isEqualTo("""

                Step wait failed. deployment/backend crashes: DATABASE_URL
                is not set.
                Set it, then go on.

                deployment/backend crashes: DATABASE_URL is not set.
                  | KeyError: 'DATABASE_URL' in a line that is too long for
                    this screen
                -> Set it in the chart's values.

                Helm
                  | revision 3 is deployed
                """);
    }

    @Test
    void besideAQuestionAFailureIsBrief() {
        screen().briefFailure(new FailureReport(
                "r1",
                Instant.EPOCH,
                StepName.BUILD,
                "It does not build.",
                "",
                List.of(),
                List.of(
                        new FailureReport.Section("step build", List.of("1", "2", "3", "4", "5", "6", "7", "8", "9")),
                        new FailureReport.Section("pods", List.of("none")),
                        new FailureReport.Section(FailureReport.CHANGED, List.of("an image"))),
                List.of()));

        assertThat(errors.shown())
                .contains("step build\n  | 1\n", "  | 8\n  | and 1 more\n", FailureReport.CHANGED + "\n  | an image\n")
                .doesNotContain("pods");
    }

    @Test
    void theEndOfTheInputLeavesWithTheLastChoice() {
        assertThat(screen().choose("How to go on?", List.of("one", "leave"))).isEqualTo(1);
        assertThat(screen("1^C").choose("How to go on?", List.of("one", "leave")))
                .isEqualTo(1);
    }

    @Test
    void theEndOfTheInputIsANo() {
        assertThat(screen().confirm("Deploy?")).isFalse();
        assertThat(screen().confirmLoss()).isFalse();
        assertThat(screen("YES").confirm("Deploy?")).isTrue();
    }

    @Test
    void stayingEndsWithTheFirstSignal() {
        var pressed = new CompletableFuture<Runnable>();
        Interruption.Source signals = (signal, reaction) -> {
            if (signal.equals("INT")) {
                assertThat(answers.shown())
                        .as("it listens before it says that Ctrl-C ends it")
                        .isEmpty();
                pressed.complete(reaction);
            }
            return () -> {};
        };
        Thread.ofVirtual().start(() -> pressed.join().run());

        screen(signals).stay(List.of("Ctrl-C ends it."));

        assertThat(answers.shown()).contains("Ctrl-C ends it.");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private RunScreen screen(String... typed) {
        return new RunScreen(streams(), new ScriptedLines(typed), new MutableClock(), (_, _) -> () -> {});
    }

    private RunScreen screen(Interruption.Source signals) {
        return new RunScreen(streams(), new ScriptedLines(), new MutableClock(), signals);
    }

    private RunScreen.Streams streams() {
        return new RunScreen.Streams(errors.screen(), answers.screen(), true, false);
    }
}
