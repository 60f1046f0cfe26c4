package dev.shipmate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.pipeline.RunEnding;
import dev.shipmate.pipeline.StepName;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A run that is ended from outside, whatever it is at.
@Timeout(60)
class RunSignalsTest extends PipelineProgram {
    @Test
    void aSignalBeforeTheFirstStepExitsWithItsCode() {
        shipping.atWork(this::endFromOutside).ending(new RunEnding.NotBegun("It was stopped.", "Start again."));

        assertThat(shipmate("deploy", "-y")).isEqualTo(143);
    }

    @Test
    void aSignalWhileEvidenceIsCollectedAsksNobody() {
        personTypes("2");
        shipping.atWork(this::endFromOutside).ending(failed(StepName.WAIT));

        assertThat(shipmate("deploy", "-y")).isEqualTo(143);
        assertThat(err.toString()).contains("deployment/backend crashes.").doesNotContain("How to go on?");
    }

    @Test
    void aSignalWhileTheEndIsToldLetsItBeTold() {
        out = new EndedAtTheWord("\"event\":\"ended\"");
        shipping.ending(worked(StepName.DEPLOY));

        assertThat(shipmate("deploy", "-y", "-o", "json")).isZero();
        assertThat(out.toString())
                .contains("\"event\":\"ended\"", "\"outcome\":\"done\"")
                .endsWith("}\n");
    }

    @Test
    void aSignalWhileAFailureIsToldLetsItBeTold() {
        out = new EndedAtTheWord("\"event\":\"failed\"");
        shipping.ending(failed(StepName.WAIT));

        assertThat(shipmate("deploy", "-y", "-o", "json")).isEqualTo(143);
        assertThat(out.toString())
                .contains("\"event\":\"failed\"", "Look at its log.")
                .endsWith("}\n");
    }

    /// Text in whose middle the program is ended from outside.
    private static final class EndedAtTheWord extends StringWriter {
        private final String word;

        EndedAtTheWord(String word) {
            this.word = word;
        }

        @Override
        public void write(String text, int from, int length) {
            if (text.contains(word)) {
                kill();
            }
            super.write(text, from, length);
        }

        private static void kill() {
            try {
                terminate().waitFor();
                boolean _ = new CountDownLatch(1).await(500, TimeUnit.MILLISECONDS);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Process terminate() throws IOException {
        return new ProcessBuilder(
                        "kill", "-TERM", String.valueOf(ProcessHandle.current().pid()))
                .start();
    }

    private void endFromOutside() {
        try {
            terminate();
            new CountDownLatch(1).await();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
