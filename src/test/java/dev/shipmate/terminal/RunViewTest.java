package dev.shipmate.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.MutableClock;
import dev.shipmate.pipeline.PipelineEvent;
import dev.shipmate.pipeline.PipelineListener;
import dev.shipmate.pipeline.RunResult;
import dev.shipmate.pipeline.StepName;
import dev.shipmate.pipeline.StepOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RunViewTest {
    private static final List<StepName> STEPS = List.of(
            StepName.CHECK,
            StepName.BUILD,
            StepName.CLUSTER,
            StepName.LOAD,
            StepName.SECRETS,
            StepName.DEPLOY,
            StepName.WAIT,
            StepName.EXPOSE,
            StepName.VERIFY,
            StepName.CLEAN_UP);

    private final MutableClock clock = new MutableClock();

    /// A build of two images side by side, 65 seconds after it began.
    private RunState building() {
        RunState state = RunState.START;
        for (PipelineEvent event : List.of(
                new PipelineEvent.Started("r1", STEPS),
                new PipelineEvent.StepStarted(StepName.CHECK),
                ended(StepName.CHECK, new StepOutcome.Done("fine")),
                new PipelineEvent.StepStarted(StepName.BUILD),
                doing("looking at the contexts"),
                doing("backend: step 2 of 9: RUN pip install --no-cache-dir -r requirements.txt"),
                doing("frontend: step 1 of 12"),
                doing("frontend: step 4 of 12: RUN npm ci"),
                output("#1 sha256:one"),
                output(""),
                output("#2 added 411 packages in 31s, and looked for funding of 120 of them"),
                output("#3 three"),
                output("#4 four"),
                output("#5 \u001b[31mfive\u001b[0m"))) {
            state = state.after(event, clock.instant());
        }
        clock.pass(Duration.ofSeconds(65));
        return state;
    }

    @Test
    void theStepAtWorkShowsWhatItDoesAndTheEndOfWhatIsPrinted() {
        assertThat(screen(new Theme(false, true), 79)).isEqualTo("""
                ⠋ build     1 min 5 s
                  backend: step 2 of 9: RUN pip install --no-cache-dir -r requirements.txt
                  frontend: step 4 of 12: RUN npm ci
                  │ #2 added 411 packages in 31s, and looked for funding of 120 of them
                  │ #3 three
                  │ #4 four
                  │ #5 five
                  then cluster, load, secrets, deploy, wait, expose, verify, clean-up""");
    }

    @Test
    void aNarrowScreenCutsLinesAndAsciiIsEnough() {
        assertThat(screen(Theme.PLAIN, 39)).isEqualTo("""
                -  build     1 min 5 s
                   backend: step 2 of 9: RUN pip ins...
                   frontend: step 4 of 12: RUN npm ci
                   | #2 added 411 packages in 31s, a...
                   | #3 three
                   | #4 four
                   | #5 five
                   then cluster, load, secrets, depl...""");
    }

    private String screen(Theme theme, int width) {
        List<Styled> lines = new RunLines(theme, width).live(building(), clock.instant());
        assertThat(lines).allSatisfy(line -> assertThat(line.width()).isLessThanOrEqualTo(width));
        return lines.stream().map(Styled::plain).collect(Collectors.joining("\n"));
    }

    @Test
    void manyThingsSideBySideAreCounted() {
        RunState state = RunState.START.after(new PipelineEvent.StepStarted(StepName.WAIT), clock.instant());
        for (int i = 1; i <= 6; i++) {
            state = state.after(
                    new PipelineEvent.StepDoing(StepName.WAIT, "deployment/d%d: 0 of 1".formatted(i)), clock.instant());
        }

        assertThat(new RunLines(Theme.PLAIN, 79)
                        .live(state, clock.instant()).stream().map(Styled::plain))
                .hasSize(6)
                .contains("   deployment/d4: 0 of 1", "   and 2 more");
    }

    @Nested
    class OnATerminal {
        private final TestScreen screen = TestScreen.of(Screen.Kind.TERMINAL, 60);
        private final RunView view = RunView.open(screen.screen(), clock);

        @Test
        void eachStepThatEndsLeavesALine() {
            all(view);
            view.close();

            assertThat(withoutDrawing(screen.shown())).isEqualTo("""
                    ok check         12 ms  Docker 29 and Kubernetes 1.34
                    ok build     1 min 5 s  backend: built, 8 of 12 steps we...
                    .  load          12 ms  skipped: all nodes have them
                    x  deploy        12 ms
                       The chart was rejected: replicas must be a number, at
                       least 1.
                    -  wait          12 ms  stopped: It goes on unwatched.
                    """);
        }

        @Test
        void whatIsAtWorkIsDrawnOverAndOver() {
            view.on(new PipelineEvent.Started("r1", List.of(StepName.BUILD, StepName.LOAD)));
            view.on(new PipelineEvent.StepStarted(StepName.BUILD));
            view.on(doing("reading"));
            clock.pass(Duration.ofSeconds(2));
            view.tick();

            assertThat(screen.shown())
                    .endsWith("\r\u001b[K\u001b[A\r\u001b[K|  build           2 s  reading\n   then load");
            view.close();
        }
    }

    @Test
    void aTypewriterGetsALineForEachStep() {
        TestScreen screen = TestScreen.of(Screen.Kind.TYPEWRITER, 60);
        try (RunView view = RunView.open(screen.screen(), clock)) {
            all(view);
        }

        assertThat(screen.shown()).startsWith("ok check         12 ms  Docker").hasLineCount(7);
    }

    @Test
    void aLogGetsALineForEachEvent() {
        TestScreen screen = TestScreen.of(Screen.Kind.PIPE, 0);
        all(new RunLog(screen.screen()));

        assertThat(screen.shown()).isEqualTo("""
                [check] begins
                [check] done in 12 ms: Docker 29 and Kubernetes 1.34; 12 GB are free
                [build] begins
                [build] backend: step 1 of 9
                [build] | #1 one
                [build] done in 1 min 5 s: backend: built, 8 of 12 steps were cached
                [load] begins
                [load] skipped: all nodes have them
                [deploy] begins
                [deploy] failed after 12 ms: The chart was rejected: replicas must be a number, at least 1.
                [wait] begins
                [wait] stopped after 12 ms: It goes on unwatched.
                """);
    }

    /// One step of each outcome.
    private static void all(PipelineListener listener) {
        listener.on(new PipelineEvent.Started("r1", STEPS));
        step(listener, StepName.CHECK, new StepOutcome.Done("Docker 29 and Kubernetes 1.34", "12 GB are free"));
        listener.on(new PipelineEvent.StepStarted(StepName.BUILD));
        listener.on(doing("backend: step 1 of 9"));
        listener.on(doing("backend: step 1 of 9"));
        listener.on(output("#1 one"));
        listener.on(new PipelineEvent.StepEnded(
                StepName.BUILD,
                new StepOutcome.Done("backend: built, 8 of 12 steps were cached"),
                Duration.ofSeconds(65)));
        step(listener, StepName.LOAD, new StepOutcome.Skipped("all nodes have them"));
        step(
                listener,
                StepName.DEPLOY,
                new StepOutcome.Failed("The chart was rejected: replicas must be a number, at least 1.", "Mend it."));
        step(listener, StepName.WAIT, new StepOutcome.Cancelled("It goes on unwatched."));
        listener.on(new PipelineEvent.Ended(new RunResult("r1", List.of(), Duration.ofSeconds(70))));
    }

    private static void step(PipelineListener listener, StepName step, StepOutcome outcome) {
        listener.on(new PipelineEvent.StepStarted(step));
        listener.on(ended(step, outcome));
    }

    private static PipelineEvent.StepEnded ended(StepName step, StepOutcome outcome) {
        return new PipelineEvent.StepEnded(step, outcome, Duration.ofMillis(12));
    }

    private static PipelineEvent doing(String what) {
        return new PipelineEvent.StepDoing(StepName.BUILD, what);
    }

    private static PipelineEvent output(String line) {
        return new PipelineEvent.StepOutput(StepName.BUILD, line);
    }

    /// What stays when everything that was drawn over is gone.
    private static String withoutDrawing(String shown) {
        var rows = new ArrayList<>(List.of(""));
        int row = 0;
        for (String part : shown.split("(?=\u001b\\[[KA])|(?=[\r\n])", -1)) {
            String text = part.replaceFirst("^(\u001b\\[[KA]|[\r\n])", "");
            if (part.startsWith("\u001b[K")) {
                rows.set(row, text);
            } else if (part.startsWith("\u001b[A")) {
                row--;
            } else if (part.startsWith("\n")) {
                row++;
                if (row == rows.size()) {
                    rows.add("");
                }
                rows.set(row, rows.get(row).isEmpty() || !text.isEmpty() ? text : rows.get(row));
            } else {
                rows.set(row, rows.get(row) + text);
            }
        }
        return String.join("\n", rows);
    }
}
