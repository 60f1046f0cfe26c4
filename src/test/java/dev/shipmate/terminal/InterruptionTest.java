package dev.shipmate.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterruptionTest {
    private final Map<String, Runnable> heard = new HashMap<>();
    private final Interruption.Source source = (signal, reaction) -> {
        heard.put(signal, reaction);
        return () -> heard.remove(signal);
    };

    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143", "HUP,129"})
    void aSignalInterruptsTheThreadAndIsTheExitCode(String signal, int exitCode) {
        try (Interruption interruption = Interruption.open(source)) {
            press(signal);

            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            assertThat(interruption.heard()).isTrue();
            assertThat(interruption.exitCode()).isEqualTo(exitCode);
        }
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void theSecondSignalIsNotHeardAndEndsTheProgram() {
        try (Interruption _ = Interruption.open(source)) {
            press("INT");

            assertThat(heard).isEmpty();
        }
    }

    @Test
    void aSignalAfterTheWorkIsNotedAndInterruptsNobody() {
        try (Interruption interruption = Interruption.open(source)) {
            interruption.rest();
            press("TERM");

            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(interruption.heard()).isTrue();
            assertThat(interruption.exitCode()).isEqualTo(143);
            assertThat(heard).as("a second one ends the program").isEmpty();
        }
    }

    @Test
    void whatInterruptedTheWorkDoesNotInterruptTheTelling() {
        try (Interruption interruption = Interruption.open(source)) {
            press("INT");
            interruption.rest();

            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(interruption.heard()).isTrue();
        }
    }

    @Test
    void nothingIsHeardOnceItIsClosed() {
        Interruption interruption = Interruption.open(source);
        assertThat(heard).containsOnlyKeys("HUP", "INT", "TERM");
        interruption.close();

        assertThat(heard).isEmpty();
        assertThat(interruption.heard()).isFalse();
    }

    private void press(String signal) {
        Map.copyOf(heard).getOrDefault(signal, () -> {}).run();
    }
}
