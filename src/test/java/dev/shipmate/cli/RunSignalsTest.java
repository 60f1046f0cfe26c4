package dev.shipmate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.pipeline.RunEnding;
import dev.shipmate.pipeline.StepName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
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

    private void endFromOutside() {
        try {
            new ProcessBuilder(
                            "kill",
                            "-TERM",
                            String.valueOf(ProcessHandle.current().pid()))
                    .start();
            new CountDownLatch(1).await();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
