package dev.shipmate.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shipmate.logs.Severity;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ErrorRateTest {
    private static final Instant FROM = Instant.parse("2026-11-26T10:00:00Z");

    private final ErrorRate rate = new ErrorRate(FROM, Duration.ofMinutes(60), 6);

    @Test
    void entriesAndErrorsAreCountedWhereTheyFall() {
        write(Severity.INFO, 0, 5, 9);
        write(Severity.ERROR, 11, 59);
        write(Severity.FATAL, 12);

        assertThat(rate.parts().stream().map(ErrorRate.Part::entries)).containsExactly(3L, 2L, 0L, 0L, 0L, 1L);
        assertThat(rate.parts().stream().map(ErrorRate.Part::errors)).containsExactly(0L, 2L, 0L, 0L, 0L, 1L);
        assertThat(rate.parts().get(1).from()).isEqualTo(FROM.plus(Duration.ofMinutes(10)));
        assertThat(rate.parts().get(1).errorsPerMinute()).isEqualTo(0.2);
        assertThat(rate.errorsPerMinute()).isEqualTo(0.05);
    }

    @Test
    void aClockThatIsALittleOffLosesNothing() {
        write(Severity.ERROR, -2, 61);

        assertThat(rate.errors()).isEqualTo(2);
    }

    @Test
    void whatHasNoTimeIsInNoPart() {
        rate.on(Severity.ERROR, Instant.EPOCH);

        assertThat(rate.entries()).isZero();
        assertThat(rate.timeless()).isEqualTo(1);
    }

    @Test
    void theNewerHalfAgainstTheOlderIsTheTrend() {
        assertThat(rate.trend()).isEqualTo(ErrorRate.Trend.NONE);
        write(Severity.ERROR, 1, 31, 32);
        assertThat(rate.trend()).as("a handful is no trend").isEqualTo(ErrorRate.Trend.STEADY);
        write(Severity.ERROR, 41, 42, 43, 44, 45, 46);
        assertThat(rate.trend()).isEqualTo(ErrorRate.Trend.RISING);
        write(Severity.ERROR, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
        assertThat(rate.trend()).isEqualTo(ErrorRate.Trend.FALLING);
    }

    @Test
    void aWindowOfNothingIsAMistake() {
        assertThatThrownBy(() -> new ErrorRate(FROM, Duration.ZERO, 6)).isInstanceOf(IllegalArgumentException.class);
    }

    private void write(Severity severity, int... minutes) {
        for (int minute : minutes) {
            rate.on(severity, FROM.plus(Duration.ofMinutes(minute)));
        }
    }
}
