package dev.shipmate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrashRulesTest {
    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Error, 1, crash-app-error",
        "Error, 3, crash-app-error",
        "Completed, 0, exits-zero",
        "Error, 126, exit-not-runnable",
        "Error, 127, exit-not-runnable",
        "Error, 132, exit-native-crash",
        "Error, 134, exit-native-crash",
        "Error, 139, exit-native-crash",
        "Error, 137, killed-not-oom",
        "OOMKilled, 137, oom-killed",
        "Error, 143, exit-143",
    })
    void anExitCodeTellsWhatHappened(String reason, int code, String id) {
        town.deployment("web").pod("web", "", waiting(reason, code));

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo(id);
        assertThat(finding.object()).isEqualTo("deployment/web");
        assertThat(finding.lines()).anyMatch(line -> line.contains("exit code " + code));
    }

    /// The kubelet shows a container that ended well as completed while it waits to start it again.
    @Test
    void whatEndsWellAndIsStartedAgainIsNotDone() {
        town.deployment("web").pod("web", "", """
                "ready":false,"restartCount":2,
                "state":{"terminated":{"reason":"Completed","exitCode":0,"finishedAt":"2026-11-01T12:14:50Z"}},
                "lastState":{"terminated":{"reason":"Completed","exitCode":0}}""");

        assertThat(town.only().id()).isEqualTo("exits-zero");
    }

    @Test
    void whatRunsUntilItsNextCrashIsNotHealthy() {
        town.deployment("web").pod("web", "", running("2026-11-01T12:14:59Z", 4, "2026-11-01T12:14:00Z"));

        assertThat(town.only().id()).isEqualTo("crash-app-error");
    }

    @ParameterizedTest
    @CsvSource({
        // It runs longer than it did before.
        "2026-11-01T12:14:50Z, 2, 2026-11-01T12:14:40Z",
        // It was restarted once.
        "2026-11-01T12:14:59Z, 1, 2026-11-01T12:14:57Z",
        // That was long ago.
        "2026-11-01T12:01:00Z, 2, 2026-11-01T12:00:58Z",
    })
    void aProgramThatHasFoundItsFeetIsLeftAlone(String since, int restarts, String ended) {
        town.deployment("web").pod("web", "", running(since, restarts, ended));

        assertThat(town.examine()).isEmpty();
    }

    @Test
    void aProgramThatRunsAgainAfterItRanOutOfMemoryIsInDanger() {
        town.deployment("web").pod("web", "", """
                "ready":true,"started":true,"restartCount":1,"state":{"running":{"startedAt":"2026-11-01T12:10:00Z"}},
                "lastState":{"terminated":{"reason":"OOMKilled","exitCode":137,
                  "startedAt":"2026-11-01T12:05:00Z","finishedAt":"2026-11-01T12:09:59Z"}}""");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("oom-recovered");
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    }

    private static String waiting(String reason, int code) {
        return """
                "ready":false,"restartCount":5,"state":{"waiting":{"reason":"CrashLoopBackOff","message":"back-off"}},
                "lastState":{"terminated":{"reason":"%s","exitCode":%d}}""".formatted(reason, code);
    }

    /// It ran for a second before.
    private static String running(String since, int restarts, String ended) {
        return """
                "ready":true,"started":true,"restartCount":%d,"state":{"running":{"startedAt":"%s"}},
                "lastState":{"terminated":{"reason":"Error","exitCode":1,"startedAt":"%s","finishedAt":"%s"}}""".formatted(restarts, since, ended, ended);
    }
}
