package dev.shipmate.metrics;

import dev.shipmate.diagnosis.Finding;
import dev.shipmate.diagnosis.FindingKey;
import dev.shipmate.diagnosis.Severity;
import dev.shipmate.diagnosis.Survey;
import dev.shipmate.diagnosis.Survey.WorkloadHealth;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// A look at a cluster as metrics.
///
/// What is not known is not told: while the cluster does not answer there are neither findings nor workloads, only
/// `shipmate_up` 0. Labels are names of rules, objects and namespaces, and never text that a program wrote.
final class ClusterMetrics {
    /// So many series there are at most for findings, and for each number of the workloads.
    static final int MOST_FINDINGS = 500;

    static final int MOST_WORKLOADS = 2_000;

    MetricSnapshots of(ClusterLook look) {
        var metrics = new ArrayList<MetricSnapshot>();
        switch (look) {
            case ClusterLook.Pending() -> metrics.add(up(false));
            case ClusterLook.Failed(String _, Instant last) -> {
                metrics.add(up(false));
                if (!last.equals(Instant.EPOCH)) {
                    metrics.add(time(last));
                }
            }
            case ClusterLook.Seen(Instant at, Duration took, Survey survey) -> {
                metrics.add(up(true));
                metrics.add(time(at));
                metrics.add(gauge(
                        "shipmate_diagnosis_duration_seconds",
                        "How long the last diagnosis took.",
                        point(Labels.EMPTY, took.toMillis() / 1000.0)));
                metrics.add(gauge(
                        "shipmate_diagnosis_unseen_kinds",
                        "Kinds of objects that could not be looked at, for lack of permission or because of an error.",
                        point(Labels.EMPTY, survey.examination().unseen().size())));
                findings(survey.examination().findings(), metrics);
                workloads(survey.workloads(), metrics);
            }
        }
        return new MetricSnapshots(metrics);
    }

    private static GaugeSnapshot up(boolean up) {
        return gauge("shipmate_up", "Whether the last look at the cluster worked.", point(Labels.EMPTY, up ? 1 : 0));
    }

    private static GaugeSnapshot time(Instant at) {
        return gauge(
                "shipmate_diagnosis_timestamp_seconds",
                "When the last diagnosis that worked was done.",
                point(Labels.EMPTY, at.toEpochMilli() / 1000.0));
    }

    private static void findings(List<Finding> findings, List<MetricSnapshot> metrics) {
        // The same series twice would make the whole scrape invalid.
        var known = new HashSet<FindingKey>();
        List<Finding> different = findings.stream()
                .filter(finding -> known.add(FindingKey.of(finding)))
                .toList();
        metrics.add(gauge(
                "shipmate_finding",
                "A root cause of something that is wrong: 1 as long as it is there.",
                different.stream()
                        .limit(MOST_FINDINGS)
                        .map(finding -> point(
                                Labels.of(
                                        "id", finding.id(),
                                        "severity", finding.severity().word(),
                                        "namespace", finding.namespace(),
                                        "object", finding.object()),
                                1))
                        .toArray(GaugeSnapshot.GaugeDataPointSnapshot[]::new)));
        metrics.add(gauge(
                "shipmate_findings",
                "How many findings there are, those without a series of their own included.",
                Arrays.stream(Severity.values())
                        .map(severity -> point(Labels.of("severity", severity.word()), (double) different.stream()
                                .filter(finding -> finding.severity() == severity)
                                .count()))
                        .toArray(GaugeSnapshot.GaugeDataPointSnapshot[]::new)));
        metrics.add(gauge(
                "shipmate_findings_omitted",
                "Findings that have no series of their own because there are too many.",
                point(Labels.EMPTY, Math.max(0, different.size() - MOST_FINDINGS))));
    }

    private static void workloads(List<WorkloadHealth> workloads, List<MetricSnapshot> metrics) {
        metrics.add(numbers(
                "shipmate_workload_replicas_desired",
                "Pods that a deployment, stateful set or daemon set wants.",
                workloads,
                WorkloadHealth::desired));
        metrics.add(numbers(
                "shipmate_workload_replicas_ready", "Its pods that are ready.", workloads, WorkloadHealth::ready));
        metrics.add(numbers(
                "shipmate_workload_replicas_available",
                "Its pods that have been ready for long enough.",
                workloads,
                WorkloadHealth::available));
        metrics.add(numbers(
                "shipmate_workload_container_restarts",
                "Restarts of all containers of its present pods; it falls when a pod is replaced.",
                workloads,
                WorkloadHealth::restarts));
        metrics.add(gauge(
                "shipmate_workloads_omitted",
                "Workloads that have no series of their own because there are too many.",
                point(Labels.EMPTY, Math.max(0, workloads.size() - MOST_WORKLOADS))));
    }

    private static GaugeSnapshot numbers(
            String name, String help, List<WorkloadHealth> workloads, ToDoubleFunction<WorkloadHealth> number) {
        return gauge(
                name,
                help,
                workloads.stream()
                        .limit(MOST_WORKLOADS)
                        .map(workload -> point(
                                Labels.of(
                                        "namespace", workload.id().namespace(),
                                        "workload", workload.id().display()),
                                number.applyAsDouble(workload)))
                        .toArray(GaugeSnapshot.GaugeDataPointSnapshot[]::new));
    }

    private static GaugeSnapshot gauge(String name, String help, GaugeSnapshot.GaugeDataPointSnapshot... points) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        Arrays.stream(points).forEach(gauge::dataPoint);
        return gauge.build();
    }

    private static GaugeSnapshot.GaugeDataPointSnapshot point(Labels labels, double value) {
        return GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(labels)
                .value(value)
                .build();
    }
}
