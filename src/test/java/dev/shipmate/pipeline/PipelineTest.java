package dev.shipmate.pipeline;

import static dev.shipmate.pipeline.StepName.BUILD;
import static dev.shipmate.pipeline.StepName.CHECK;
import static dev.shipmate.pipeline.StepName.DEPLOY;
import static dev.shipmate.pipeline.StepName.LOAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.pipeline.PipelineEvent.StepEnded;
import dev.shipmate.pipeline.RunJournal.Run.Noted;
import dev.shipmate.redaction.PatternRedactor;
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
    private final PatternRedactor redactor = new PatternRedactor();
    private final Path file;
    private final RunJournal journal;
    private final Pipeline pipeline;

    PipelineTest(@TempDir Path folder) {
        file = folder.resolve("state/todo.jsonl");
        journal = new RunJournal(file, CLOCK);
        pipeline = new Pipeline(journal, CLOCK, redactor);
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
    void aLineOfTheJournalWithoutATimeIsPassedOver() throws IOException {
        pipeline.run("r1", List.of(step(CHECK, GOOD), step(BUILD, BAD)), CHECK, events::add);
        Files.writeString(file, """
                {"run":"x","time":"nope"}
                {"run":"x","time":7,"begins":"load"}
                {"run":"r1","time":"2026-03-01T10:00:00Z","deployed":"then","good":false}
                {"run":"r1","time":"2026-03-01T10:00:00Z","deployed":"2026-03-01T09:00:00Z","good":false}
                """, StandardOpenOption.APPEND);

        assertThat(journal.runs()).extracting(RunJournal.Run::id).containsExactly("r1");
        assertThat(journal.newest().flatMap(RunJournal.Run::next)).contains(BUILD);
        assertThat(journal.bad()).containsExactly(Instant.parse("2026-03-01T09:00:00Z"));
    }

    @Test
    void aPrivateKeyIsHiddenLineByLine() {
        String rule = " RSA " + "PRIVATE KEY-----";

        pipeline.run(
                "r1",
                List.of(saying(GOOD, "-----BEGIN" + rule, "q8Zr3uLw==", "-----END" + rule, "tag ABC1")),
                CHECK,
                events::add);

        assertThat(events).contains(new PipelineEvent.StepOutput(BUILD, "tag ABC1"));
        assertThat(events).noneMatch(event -> event.toString().contains("q8Zr3uLw"));
    }

    @Test
    void whatProgramsWriteIsPlainText() {
        StepOutcome bad = new StepOutcome.Failed("b\u001b[2Jad", "", List.of("c\u001b[31md"));

        pipeline.run("r1", List.of(saying(bad, "a\u202eb\u001b]0;title\u0007c")), CHECK, events::add);

        assertThat(events).contains(new PipelineEvent.StepOutput(BUILD, "abc"));
        assertThat(journal.newest().orElseThrow().steps())
                .containsExactly(new Noted(BUILD, "failed", List.of("bad", "", "cd")));
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

    @Test
    void neitherTheJournalNorAListenerHearsASecret() throws IOException {
        redactor.learn("Tr0ub4dor-and-3");
        var waiting = "the container waits: cannot log in to shop:Tr0ub4dor-and-3@db";
        for (StepOutcome outcome : List.of(
                new StepOutcome.Done("looked", waiting),
                new StepOutcome.Skipped(waiting),
                new StepOutcome.Failed(waiting, waiting, List.of("one", waiting)),
                new StepOutcome.Cancelled(waiting))) {
            pipeline.run("r1", List.of(saying(CHECK, waiting, waiting, outcome)), CHECK, events::add);
        }

        assertThat(events.toString()).contains("the container waits").doesNotContain("Tr0ub4dor");
        assertThat(Files.readString(file)).contains("the container waits").doesNotContain("Tr0ub4dor");
    }

    private Step step(StepName name, StepOutcome outcome) {
        return saying(name, "looking", "a line", outcome);
    }

    private Step saying(StepName name, String doing, String line, StepOutcome outcome) {
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
                progress.doing(doing);
                progress.output(line);
                return outcome;
            }
        };
    }

    private static Step saying(StepOutcome outcome, String... lines) {
        return new Step() {
            @Override
            public StepName name() {
                return BUILD;
            }

            @Override
            public String plan() {
                return "";
            }

            @Override
            public StepOutcome run(StepProgress progress) {
                List.of(lines).forEach(progress::output);
                return outcome;
            }
        };
    }
}
