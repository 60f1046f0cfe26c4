package dev.shipmate.monitoring;

import static dev.shipmate.monitoring.BoardNews.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BoardTallyTest {
    private final BoardTally tally = new BoardTally();

    @Test
    void theLastMinuteIsCountedAndTheCourseEndsWithTheNewestQuarter() {
        tally.add(NOW);
        tally.add(NOW.plusSeconds(62));
        tally.add(NOW.plusSeconds(63));

        BoardErrors errors = tally.errors(NOW.plusSeconds(64));

        assertThat(errors.lastMinute()).isEqualTo(2);
        assertThat(errors.course()).hasSize(BoardErrors.POINTS).endsWith(1, 0, 0, 0, 2);
    }

    @Test
    void afterFiveMinutesNothingIsLeft() {
        tally.add(NOW);

        assertThat(tally.errors(NOW.plusSeconds(294)).none()).isFalse();
        assertThat(tally.errors(NOW.plusSeconds(300))).isEqualTo(BoardErrors.NONE);
        assertThat(tally.errors(NOW.plus(Duration.ofDays(400)))).isEqualTo(BoardErrors.NONE);
    }

    @Test
    void aClockThatIsPutBackLosesNothing() {
        tally.add(NOW);
        tally.add(NOW.minusSeconds(600));

        assertThat(tally.errors(NOW).lastMinute()).isEqualTo(2);
    }
}
