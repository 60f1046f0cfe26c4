package dev.shipmate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronJobRulesTest {
    private static final String BATCH = "/apis/batch/v1/namespaces/todo/";

    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cronjob-invalid | "schedule":"0 3 31 2 *"                              | names a day that never comes
            cronjob-invalid | "schedule":"0 3 * * *","startingDeadlineSeconds":-1  | must start within -1 seconds
            cronjob-invalid | "schedule":"0 3 * * *","startingDeadlineSeconds":5   | must start within 5 seconds
            job-suspended   | "schedule":"0 3 * * *","suspend":true                | is suspended and has never run
            """)
    void aCronJobThatNeverRunsIsFound(String id, String spec, String cause) {
        cronJob(spec, "");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo(id);
        assertThat(finding.object()).isEqualTo("cronjob/report");
        assertThat(finding.cause()).contains(cause);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "schedule":"0 3 * * *"                                  | ''
            "schedule":"0 3 29 2 *"                                 | ''
            "schedule":"0 3 * * *","startingDeadlineSeconds":120    | ''
            "schedule":"0 3 * * *","suspend":true                   | "lastScheduleTime":"2026-10-31T03:00:00Z"
            """)
    void oneThatRunsOrWasSwitchedOffBySomebodyIsLeftAlone(String spec, String status) {
        cronJob(spec, status);

        assertThat(town.examine()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "UnknownTimeZone, its time zone Mars is not known",
        "UnparseableSchedule, cannot be used",
        "MissSchedule, it missed its last start",
        "TooManyMissedTimes, it missed its last start",
    })
    void whatItsControllerComplainsOfIsFound(String reason, String cause) {
        cronJob("\"schedule\":\"0 3 * * *\",\"timeZone\":\"Mars\"", "");
        town.warning("CronJob", "report", reason, "said so");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("cronjob-invalid");
        assertThat(finding.cause()).contains(cause);
        assertThat(finding.lines()).anyMatch(line -> line.contains(reason));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                                | true
            "labels":{"kueue.x-k8s.io/queue-name":"night"},                   | false
            """)
    void aJobThatIsHeldBackIsFoundUnlessAQueueHoldsIt(String labels, boolean found) {
        town.add(BATCH + "jobs", """
                {"metadata":{"namespace":"todo","name":"migrate",%s"creationTimestamp":"2026-11-01T12:00:00Z"},
                 "spec":{"suspend":true,"completions":1},"status":{}}""".formatted(labels));

        assertThat(town.examine()).hasSize(found ? 1 : 0).allSatisfy(finding -> {
            assertThat(finding.id()).isEqualTo("job-suspended");
            assertThat(Town.patch(finding)).isEqualTo("{\"spec\":{\"suspend\":false}}");
        });
    }

    private void cronJob(String spec, String status) {
        town.add(BATCH + "cronjobs", """
                {"metadata":{"namespace":"todo","name":"report","creationTimestamp":"2026-10-01T12:00:00Z"},
                 "spec":{%s},"status":{%s}}""".formatted(spec, status));
    }
}
