package dev.shipmate.pipeline;

import static dev.shipmate.pipeline.StepName.BUILD;
import static dev.shipmate.pipeline.StepName.CHECK;
import static dev.shipmate.pipeline.StepName.DEPLOY;
import static dev.shipmate.pipeline.StepName.LOAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.pipeline.PipelineEvent.StepEnded;
import dev.shipmate.pipeline.RunJournal.Run.Noted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);
    private static final StepOutcome GOOD = new StepOutcome.Done("fine");
    private static final StepOutcome BAD = new StepOutcome.Failed("the disk is full", "Free some.", List.of("df: 0"));

    private final List<StepName> ran = new ArrayList<>();
    private final List<PipelineEvent> events = new ArrayList<>();
    private final Path file;
    private final RunJournal journal;
    private final Pipeline pipeline;

    PipelineTest(@TempDir Path folder) {
        file = folder.resolve("state/todo.jsonl");
        journal = new RunJournal(file, CLOCK);
        pipeline = new Pipeline(journal, CLOCK);
    }

    @Test
    void stepsRunInTheirOrderUntilOneFails() {
        RunResult result =
                pipeline.run("r1", List.of(step(CHECK, GOOD), step(BUILD, BAD), step(LOAD, GOOD)), CHECK, events::add);

        assertThat(ran).containsExactly(CHECK, BUILD);
        assertThat(result.successful()).isFalse();
        assertThat(result.broken())
                .hasValueSatisfying(broken -> assertThat(broken.outcome()).isEqualTo(BAD));
        assertThat(events).last().isEqualTo(new PipelineEvent.Ended(result));
    }

    @Test
    void aStepThatIsLeftOutDoesNotEndTheRun() {
        RunResult result = pipeline.run(
                "r1",
                List.of(step(CHECK, new StepOutcome.Skipped("not asked for")), step(BUILD, GOOD)),
                CHECK,
                events::add);

        assertThat(ran).containsExactly(CHECK, BUILD);
        assertThat(result.successful()).isTrue();
    }

    @Test
    void theJournalSaysWhereToGoOn() {
        pipeline.run("r1", List.of(step(CHECK, GOOD), step(BUILD, BAD)), CHECK, events::add);

        assertThat(journal.newest()).hasValueSatisfying(run -> {
            assertThat(run.id()).isEqualTo("r1");
            assertThat(run.next()).contains(BUILD);
            assertThat(run.finished()).isTrue();
            assertThat(run.steps())
                    .contains(new Noted(BUILD, "failed", List.of("the disk is full", "Free some.", "df: 0")));
        });
    }

    @Test
    void aResumedRunBeginsAtTheStep() {
        pipeline.run("r2", List.of(step(CHECK, GOOD), step(BUILD, GOOD), step(DEPLOY, GOOD)), BUILD, events::add);

        assertThat(ran).containsExactly(BUILD, DEPLOY);
        assertThat(journal.newest().orElseThrow().next()).isEmpty();
    }

    @Test
    void aStepDuringWhichTheProcessWasKilledIsWhereToGoOn() throws IOException {
        pipeline.run("r1", List.of(step(CHECK, GOOD)), CHECK, events::add);
        journal.begins("r2", CHECK);
        Files.writeString(file, "\n{\"run\":\"r2\",\"time\":\"2026-03-01T10:00", StandardOpenOption.APPEND);

        assertThat(journal.newest()).hasValueSatisfying(run -> {
            assertThat(run.id()).isEqualTo("r2");
            assertThat(run.finished()).isFalse();
            assertThat(run.next()).contains(CHECK);
        });
    }

    @Test
    void anInterruptedRunDoesNotBeginTheNextStep() {
        Thread.currentThread().interrupt();

        RunResult result = pipeline.run("r1", List.of(step(CHECK, GOOD)), CHECK, events::add);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(ran).isEmpty();
        assertThat(result.broken().orElseThrow().outcome()).isInstanceOf(StepOutcome.Cancelled.class);
    }

    @Test
    void theJournalIsForItsOwnerAlone() throws IOException {
        pipeline.run("r1", List.of(step(CHECK, GOOD)), CHECK, events::add);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatAStepSaysIsAnEvent() {
        pipeline.run("r1", List.of(step(CHECK, GOOD)), CHECK, events::add);

        assertThat(events)
                .contains(new PipelineEvent.StepDoing(CHECK, "looking"), new PipelineEvent.StepOutput(CHECK, "a line"))
                .filteredOn(StepEnded.class::isInstance)
                .hasSize(1);
    }

    private Step step(StepName name, StepOutcome outcome) {
        return new Step() {
            @Override
            public StepName name() {
                return name;
            }

            @Override
            public String plan() {
                return "nothing";
            }

            @Override
            public StepOutcome run(StepProgress progress) {
                ran.add(name);
                progress.doing("looking");
                progress.output("a line");
                return outcome;
            }
        };
    }
}
