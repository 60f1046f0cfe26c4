package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.helm.Setting;
import dev.shipmate.pipeline.RunJournal.Run;
import dev.shipmate.pipeline.RunJournal.Run.Noted;
import dev.shipmate.redaction.PatternRedactor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunStartTest {
    private static final List<Setting> REPLICAS = List.of(Setting.yaml("web.replicas", "2"));
    private static final RunInputs INPUTS = new RunInputs(Map.of("web", "shop/web:1"), "c1", REPLICAS, true);
    private static final List<StepName> ALL =
            List.of(StepName.CHECK, StepName.BUILD, StepName.LOAD, StepName.DEPLOY, StepName.WAIT);

    @Test
    void aRunThatFailedIsGoneOnWithAtItsStepAndWithItsSettings() {
        RunStart start = after(deploy(INPUTS, "done", "done", "done", "done", "failed"), List.of(), _ -> INPUTS);

        assertThat(start)
                .isEqualTo(new RunStart.At(
                        StepName.WAIT, INPUTS, REPLICAS, "from step wait on, where the last run ended"));
    }

    @Test
    void aRunThatWasKilledBetweenTwoStepsGoesOnWithTheOneThatWasNotBegun() {
        assertThat(after(deploy(INPUTS, "done", "done"), List.of(), _ -> INPUTS))
                .isInstanceOfSatisfying(
                        RunStart.At.class, at -> assertThat(at.step()).isEqualTo(StepName.LOAD));
    }

    @Test
    void aRunThatWasKilledBeforeItsFirstStepBeginsThere() {
        assertThat(after(deploy(INPUTS), List.of(), _ -> INPUTS))
                .isInstanceOfSatisfying(
                        RunStart.At.class, at -> assertThat(at.step()).isEqualTo(StepName.CHECK));
    }

    @Test
    void beforeItIsVerifiedAgainTheAppIsExposedAgain() {
        List<StepName> steps = List.of(StepName.WAIT, StepName.EXPOSE, StepName.VERIFY);
        List<Noted> noted = List.of(
                new Noted(StepName.WAIT, "done", List.of()),
                new Noted(StepName.EXPOSE, "done", List.of()),
                new Noted(StepName.VERIFY, "cancelled", List.of()));
        var run = new Run("r1", Instant.EPOCH, noted, true, new RunOrder(RunOrder.Kind.DEPLOY, steps, INPUTS));

        assertThat(after(run, List.of(), _ -> INPUTS))
                .isInstanceOfSatisfying(
                        RunStart.At.class, at -> assertThat(at.step()).isEqualTo(StepName.EXPOSE));
    }

    @Test
    void newContentIsBuiltFirst() {
        var changed = new RunInputs(Map.of("web", "shop/web:2"), "c1", REPLICAS, true);

        assertThat(after(deploy(INPUTS, "done", "done", "done", "done", "failed"), List.of(), _ -> changed))
                .isInstanceOfSatisfying(RunStart.At.class, at -> {
                    assertThat(at.step()).isEqualTo(StepName.BUILD);
                    assertThat(at.why()).contains("has changed");
                });
    }

    @Test
    void changedValuesAreDeployedFirst() {
        var changed = new RunInputs(INPUTS.references(), "c2", REPLICAS, true);

        assertThat(after(deploy(INPUTS, "done", "done", "done", "done", "failed"), List.of(), _ -> changed))
                .isInstanceOfSatisfying(
                        RunStart.At.class, at -> assertThat(at.step()).isEqualTo(StepName.SECRETS));
    }

    @Test
    void settingsThatWereNotKeptMustBeGivenAgain() {
        RunInputs inputs = RunStart.inputs(
                Map.of(), "", List.of(Setting.text("db.password", "hunter2-hunter2")), new PatternRedactor());

        assertThat(inputs.settings()).isEmpty();
        assertThat(after(deploy(inputs, "failed"), List.of(), _ -> inputs)).isInstanceOf(RunStart.Nowhere.class);
        assertThat(after(deploy(inputs, "failed"), REPLICAS, _ -> inputs)).isInstanceOf(RunStart.At.class);
    }

    @Test
    void afterARollBackThereIsNothingToResume() {
        var back = new Run(
                "r2",
                Instant.EPOCH,
                List.of(),
                true,
                new RunOrder(RunOrder.Kind.ROLL_BACK, List.of(StepName.ROLL_BACK), RunInputs.none()));

        assertThat(RunStart.after(List.of(deploy(INPUTS, "failed"), back), List.of(), _ -> INPUTS))
                .isInstanceOf(RunStart.Nowhere.class);
    }

    @Test
    void theInputsSurviveTheJournal() {
        assertThat(RunInputs.of(INPUTS.json())).isEqualTo(INPUTS);
    }

    private static RunStart after(Run run, List<Setting> wanted, Function<List<Setting>, RunInputs> inputs) {
        return RunStart.after(List.of(run), wanted, inputs);
    }

    /// A deploy whose first steps came to these outcomes.
    private static Run deploy(RunInputs inputs, String... outcomes) {
        List<Noted> noted = IntStream.range(0, outcomes.length)
                .mapToObj(at -> new Noted(ALL.get(at), outcomes[at], List.of()))
                .toList();
        return new Run("r1", Instant.EPOCH, noted, false, new RunOrder(RunOrder.Kind.DEPLOY, ALL, inputs));
    }
}
