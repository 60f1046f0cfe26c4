package dev.shipmate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.diagnosis.Confidence;
import dev.shipmate.diagnosis.Examination;
import dev.shipmate.diagnosis.Finding;
import dev.shipmate.diagnosis.Severity;
import dev.shipmate.diagnosis.Survey;
import dev.shipmate.diagnosis.Survey.WorkloadHealth;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClusterMetricsTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    @Test
    void aLookIsToldInTheTextFormat() {
        Finding crash = Finding.of(
                "app-error", "deployment/web", "todo", "says: password=hunter2", List.of("token abc"), "Read its log.");
        Finding warning = new Finding(
                "hpa-at-maximum",
                Severity.WARNING,
                Confidence.CERTAIN,
                "horizontalpodautoscaler/web",
                "todo",
                "is at its maximum",
                List.of(),
                List.of(),
                "Raise it.",
                List.of());
        var web = new WorkloadHealth(new WorkloadName("deployment", "todo", "web"), 3, 1, 2, 7);

        assertThat(text(seen(List.of(crash, warning, crash), List.of(web)))).isEqualTo("""
                # HELP shipmate_diagnosis_duration_seconds How long the last diagnosis took.
                # TYPE shipmate_diagnosis_duration_seconds gauge
                shipmate_diagnosis_duration_seconds 0.25
                # HELP shipmate_diagnosis_timestamp_seconds When the last diagnosis that worked was done.
                # TYPE shipmate_diagnosis_timestamp_seconds gauge
                shipmate_diagnosis_timestamp_seconds 1.7935344E9
                # HELP shipmate_diagnosis_unseen_kinds Kinds of objects that could not be looked at, for lack of permission or because of an error.
                # TYPE shipmate_diagnosis_unseen_kinds gauge
                shipmate_diagnosis_unseen_kinds 1.0
                # HELP shipmate_finding A root cause of something that is wrong: 1 as long as it is there.
                # TYPE shipmate_finding gauge
                shipmate_finding{id="app-error",namespace="todo",object="deployment/web",severity="error"} 1.0
                shipmate_finding{id="hpa-at-maximum",namespace="todo",object="horizontalpodautoscaler/web",severity="warning"} 1.0
                # HELP shipmate_findings How many findings there are, those without a series of their own included.
                # TYPE shipmate_findings gauge
                shipmate_findings{severity="error"} 1.0
                shipmate_findings{severity="warning"} 1.0
                # HELP shipmate_findings_omitted Findings that have no series of their own because there are too many.
                # TYPE shipmate_findings_omitted gauge
                shipmate_findings_omitted 0.0
                # HELP shipmate_up Whether the last look at the cluster worked.
                # TYPE shipmate_up gauge
                shipmate_up 1.0
                # HELP shipmate_workload_container_restarts Restarts of all containers of its present pods; it falls when a pod is replaced.
                # TYPE shipmate_workload_container_restarts gauge
                shipmate_workload_container_restarts{namespace="todo",workload="deployment/web"} 7.0
                # HELP shipmate_workload_replicas_available Its pods that have been ready for long enough.
                # TYPE shipmate_workload_replicas_available gauge
                shipmate_workload_replicas_available{namespace="todo",workload="deployment/web"} 2.0
                # HELP shipmate_workload_replicas_desired Pods that a deployment, stateful set or daemon set wants.
                # TYPE shipmate_workload_replicas_desired gauge
                shipmate_workload_replicas_desired{namespace="todo",workload="deployment/web"} 3.0
                # HELP shipmate_workload_replicas_ready Its pods that are ready.
                # TYPE shipmate_workload_replicas_ready gauge
                shipmate_workload_replicas_ready{namespace="todo",workload="deployment/web"} 1.0
                # HELP shipmate_workloads_omitted Workloads that have no series of their own because there are too many.
                # TYPE shipmate_workloads_omitted gauge
                shipmate_workloads_omitted 0.0
                """);
    }

    @Test
    void beforeTheFirstLookNothingIsClaimed() {
        assertThat(values(new ClusterLook.Pending())).containsExactly("shipmate_up 0.0");
    }

    @Test
    void whileTheClusterDoesNotAnswerOldFindingsAreNotRepeated() {
        assertThat(values(new ClusterLook.Failed("no route", NOON)))
                .containsExactly("shipmate_diagnosis_timestamp_seconds 1.7935344E9", "shipmate_up 0.0");
        assertThat(values(new ClusterLook.Failed("no route", Instant.EPOCH))).containsExactly("shipmate_up 0.0");
    }

    @Test
    void thereIsALimitToTheSeriesAndTheRestIsCounted() {
        List<Finding> findings = IntStream.range(0, ClusterMetrics.MOST_FINDINGS + 7)
                .mapToObj(i -> Finding.of("app-error", "deployment/web-" + i, "todo", "", List.of(), ""))
                .toList();
        List<WorkloadHealth> workloads = IntStream.range(0, ClusterMetrics.MOST_WORKLOADS + 3)
                .mapToObj(i -> new WorkloadHealth(new WorkloadName("deployment", "todo", "web-" + i), 1, 1, 1, 0))
                .toList();

        List<String> values = values(seen(findings, workloads));

        assertThat(values.stream().filter(line -> line.startsWith("shipmate_finding{")))
                .hasSize(ClusterMetrics.MOST_FINDINGS);
        assertThat(values.stream().filter(line -> line.startsWith("shipmate_workload_replicas_ready{")))
                .hasSize(ClusterMetrics.MOST_WORKLOADS);
        assertThat(values)
                .contains(
                        "shipmate_findings_omitted 7.0",
                        "shipmate_workloads_omitted 3.0",
                        "shipmate_findings{severity=\"error\"} %d.0".formatted(findings.size()));
    }

    private static ClusterLook seen(List<Finding> findings, List<WorkloadHealth> workloads) {
        var examination = new Examination(findings, 3, List.of("nodes (not permitted)"));
        return new ClusterLook.Seen(NOON, Duration.ofMillis(250), new Survey(examination, workloads));
    }

    private static List<String> values(ClusterLook look) {
        return text(look).lines().filter(line -> !line.startsWith("#")).toList();
    }

    private static String text(ClusterLook look) {
        return PrometheusTextFormatWriter.create().toDebugString(new ClusterMetrics().of(look));
    }
}
