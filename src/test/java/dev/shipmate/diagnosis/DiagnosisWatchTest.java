package dev.shipmate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shipmate.cluster.ClusterException;
import dev.shipmate.fake.MutableClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Looks that come one after the other, a second apart, and what is told of them.
class DiagnosisWatchTest {
    private static final Finding CRASH = finding("app-error", "deployment/web");
    private static final Finding IMAGE = finding("image-tag-missing", "deployment/mailer");

    private final MutableClock clock = new MutableClock();
    private final Deque<Look> looks = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();

    private interface Look {
        Examination take();
    }

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void whatIsThereAtTheStartAppearsAndIsNotToldAgain() {
        assertThat(watch(seen(CRASH, IMAGE), seen(CRASH, IMAGE), seen(IMAGE, CRASH)))
                .containsExactly("began with 2", "appeared deployment/web", "appeared deployment/mailer");
    }

    @Test
    void whatIsGoneInTwoLooksHasHealedWhenItWasFirstMissed() {
        assertThat(watch(seen(CRASH), seen(CRASH), seen(CRASH), seen(), seen(), seen()))
                .containsExactly("began with 1", "appeared deployment/web", "healed deployment/web after 3 s");
    }

    @Test
    void whatIsAwayForOneLookIsStillThere() {
        assertThat(watch(seen(CRASH), seen(), seen(CRASH), seen(), seen(CRASH)))
                .containsExactly("began with 1", "appeared deployment/web");
    }

    @Test
    void whatComesBackAfterItHealedAppearsAgain() {
        assertThat(watch(seen(), seen(CRASH), seen(), seen(), seen(CRASH)))
                .containsExactly(
                        "began with 0",
                        "appeared deployment/web",
                        "healed deployment/web after 1 s",
                        "appeared deployment/web");
    }

    @Test
    void twoFindingsOfOneNameInOneLookAreOne() {
        assertThat(watch(seen(CRASH, CRASH))).containsExactly("began with 2", "appeared deployment/web");
    }

    @Test
    void aLookThatCannotSeeWhatWasSeenHealsNothing() {
        var blind = new Examination(List.of(), 0, List.of("pods (not permitted)"));
        assertThat(watch(seen(CRASH), () -> blind, () -> blind, () -> blind, seen(CRASH)))
                .containsExactly("began with 1", "appeared deployment/web");
    }

    @Test
    void whatWasSeenWithoutAKindHealsWithoutIt() {
        Look half = () -> new Examination(List.of(CRASH), 1, List.of("nodes (not permitted)"));
        Look blind = () -> new Examination(List.of(), 1, List.of("nodes (no answer)"));
        assertThat(watch(half, blind, blind))
                .containsExactly("began with 1", "appeared deployment/web", "healed deployment/web after 1 s");
    }

    @Test
    void aLostConnectionIsToldOnceAndTriedAgain() {
        assertThat(watch(seen(CRASH), lost(), lost(), lost(), seen(CRASH), lost()))
                .containsExactly("began with 1", "appeared deployment/web", "lost: no route", "back", "lost: no route");
    }

    @Test
    void aClusterThatDoesNotAnswerAtTheStartEndsIt() {
        assertThatThrownBy(() -> watch(lost(), seen(CRASH))).isInstanceOf(ClusterException.class);
        assertThat(told).isEmpty();
    }

    @Test
    void anInterruptEndsItAlsoWithinALook() {
        assertThat(watch(seen(CRASH), () -> {
                    Thread.currentThread().interrupt();
                    throw new CancellationException("stopped");
                }))
                .containsExactly("began with 1", "appeared deployment/web");
    }

    @Test
    void itEndsWhenNobodyReadsAnyMore() {
        looks.addAll(List.of(seen(CRASH, IMAGE), seen(CRASH)));
        new DiagnosisWatch(() -> looks.remove().take(), Duration.ofMillis(1), clock).run(event -> {
            hear(event);
            return told.size() < 2;
        });
        assertThat(told).containsExactly("began with 2", "appeared deployment/web");
        assertThat(looks).hasSize(1);
    }

    private List<String> watch(Look... all) {
        looks.addAll(List.of(all));
        new DiagnosisWatch(this::look, Duration.ofMillis(1), clock).run(event -> {
            hear(event);
            return true;
        });
        return told;
    }

    private Examination look() {
        if (looks.isEmpty()) {
            Thread.currentThread().interrupt();
            throw new CancellationException("no more looks");
        }
        try {
            return looks.remove().take();
        } finally {
            clock.pass(Duration.ofSeconds(1));
        }
    }

    private void hear(WatchEvent event) {
        told.add(
                switch (event) {
                    case WatchEvent.Began(var _, Examination seen) ->
                        "began with " + seen.findings().size();
                    case WatchEvent.Appeared(var _, Finding finding) -> "appeared " + finding.object();
                    case WatchEvent.Healed(var _, Finding finding, Duration after) ->
                        "healed %s after %d s".formatted(finding.object(), after.toSeconds());
                    case WatchEvent.Lost(var _, String message) -> "lost: " + message;
                    case WatchEvent.Back(var _) -> "back";
                });
    }

    private static Look seen(Finding... findings) {
        return () -> new Examination(List.of(findings), 3, List.of());
    }

    private static Look lost() {
        return () -> {
            throw new ClusterException(ClusterException.Code.UNREACHABLE, "no route");
        };
    }

    private static Finding finding(String id, String object) {
        return Finding.of(id, object, "todo", "does not work.", List.of(), "Mend it.");
    }
}
