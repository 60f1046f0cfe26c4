package dev.shipmate.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.tool.Settled;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StoppedTurnTest extends TurnTest {
    @Test
    void theRoundsEndTheTurnAndTheFactsAreTold() {
        budget = new Budget(2, 10_000, Duration.ofMinutes(1));
        model.calling("count_pods", Map.of()).calling("read_words", Map.of("name", "web"));

        TurnResult result = ask("hm, the pods?");

        assertThat(result.outcome()).isEqualTo(Outcome.GAVE_UP);
        assertThat(result.answer())
                .contains("gave up after 2 decisions", "2 pods in namespace todo", "the disk is full");
    }

    @Test
    void theTokensEndTheTurn() {
        budget = new Budget(9, 100, Duration.ofMinutes(1));
        model.calling("count_pods", Map.of()).answering("x");

        assertThat(ask("hm, the pods?").answer()).contains("gave up after 110 tokens", "2 pods");
    }

    @Test
    void theTimeEndsATurnWhoseModelHangs() {
        budget = new Budget(9, 10_000, Duration.ofMillis(200));
        model.hanging(new CountDownLatch(1));

        TurnResult result = ask("hm, the pods?");

        assertThat(result.outcome()).isEqualTo(Outcome.GAVE_UP);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void theTimeEndsATurnWhoseToolHangs() {
        budget = new Budget(9, 10_000, Duration.ofMillis(200));
        shortlist = list(COUNT);
        tools.hanging = new CountDownLatch(1);

        assertThat(ask("how many pods?").outcome()).isEqualTo(Outcome.GAVE_UP);
    }

    @Test
    void aHangingModelIsLeftAtOnce() throws Exception {
        var reached = new CountDownLatch(1);
        model.hanging(reached);

        assertThat(interruptedAfter(reached).outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void aHangingToolIsLeftAtOnce() throws Exception {
        var reached = new CountDownLatch(1);
        tools.hanging = reached;
        shortlist = list(COUNT);

        assertThat(interruptedAfter(reached).outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void aChangeThatWasMadeIsToldWhenNobodyWaitsForItsEffect() throws Exception {
        var reached = new CountDownLatch(1);
        tools.hanging = reached;
        tools.settled = Settled.UNWATCHED;
        shortlist = list(RESIZE);

        TurnResult result = interruptedAfter(reached);

        assertThat(result.outcome()).isEqualTo(Outcome.STOPPED_AFTER_CHANGE);
        assertThat(result.answer())
                .isEqualTo("Changed deployment/web: replicas 2 -> 3; stopped waiting whether it took effect."
                        + "\n\n3 of 3 pods ready");
        assertThat(tools.replicas).containsEntry("web", 3);
    }

    private TurnResult interruptedAfter(CountDownLatch reached) throws Exception {
        var turn = new FutureTask<>(() -> ask("hm, the pods?"));
        Thread thread = Thread.ofPlatform().daemon().start(turn);
        assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        return turn.get(10, TimeUnit.SECONDS);
    }
}
