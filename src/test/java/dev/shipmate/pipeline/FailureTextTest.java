package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FailureTextTest {
    private static final FailureText TEXT = new FailureText(SampleReport.report());

    @Test
    void theWholeReportTellsCauseEvidenceChangesAndTheWaysOn() {
        assertThat(TEXT.whole()).isEqualTo("""
                The run of 2026-11-24T08:05:00Z failed at step **wait**: deployment/backend: its readiness probe asks port \
                9999, and the container listens on 8000.

                ```
                Unhealthy: dial tcp 10.0.0.7:9999: connection refused
                containerPort: 8000
                ```

                step wait:

                ```
                deployment/backend did not become ready in time.
                ```

                pods:

                ```
                pod/backend-1: Running, 0 of 1 ready, 0 restarts
                ```

                Helm:

                ```
                revision 4: deployed
                ```

                what changed since the last good revision:

                ```
                image new: todo-backend:bbb
                value port: 8000 -> 9999
                ```

                What can be done:

                1. Point the readiness probe of backend at port 8000. If the chart sets it, change it there, too.
                2. Roll back to revision 3.
                3. Set the probe's port in the chart's values. Then try again: `shipmate deploy --resume`.""");
    }

    @Test
    void whyIsTheCauseWithWhatShowsItAndTheWaysOn() {
        assertThat(TEXT.why())
                .startsWith(
                        "The run of 2026-11-24T08:05:00Z failed at step **wait**: deployment/backend: its readiness")
                .contains("containerPort: 8000", "1. Point the readiness probe", "2. Roll back to revision 3.")
                .doesNotContain("pods:", "what changed");
    }

    @Test
    void withoutAFindingTheFailedStepShowsWhy() {
        FailureReport report = SampleReport.report();
        var bare = new FailureReport(
                report.run(),
                report.at(),
                StepName.BUILD,
                "the Dockerfile is broken",
                "Mend it.",
                List.of(),
                report.sections(),
                List.of());

        assertThat(new FailureText(bare).why())
                .contains("failed at step **build**: the Dockerfile is broken.")
                .endsWith("```\ndeployment/backend did not become ready in time.\n```");
    }

    @Test
    void whatWasPutBackFollowsTheCause() {
        var text = new FailureText(SampleReport.report().withPutBack("The release was put back.", List.of()));

        assertThat(text.why()).contains("listens on 8000.\n\nThe release was put back.\n\n");
        assertThat(text.whole()).contains("\n\nThe release was put back.\n\n");
        assertThat(FailureReportJson.read(FailureReportJson.write(text.report()).toString()))
                .map(FailureReport::putBack)
                .contains("The release was put back.");
    }

    @Test
    void changesAreThoseSinceTheLastGoodRevision() {
        assertThat(TEXT.changes()).isEqualTo("""
                what changed since the last good revision:

                ```
                image new: todo-backend:bbb
                value port: 8000 -> 9999
                ```""");
    }

    @Test
    void everyWayOnIsAnOrder() {
        assertThat(FailureText.way(new Offer.Uninstall()))
                .isEqualTo("Uninstall the release: no revision of it was ever good.");
        assertThat(FailureText.way(new Offer.Apply(SampleReport.UNDO)))
                .isEqualTo("Take the last change of backend back.");
        assertThat(FailureText.way(new Offer.Resume(""))).isEqualTo("Then try again: `shipmate deploy --resume`.");
    }
}
