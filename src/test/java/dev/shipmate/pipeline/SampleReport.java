package dev.shipmate.pipeline;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.diagnosis.Finding;
import dev.shipmate.diagnosis.Remedy;
import dev.shipmate.pipeline.FailureReport.Section;
import java.time.Instant;
import java.util.List;

/// The report on a rollout that failed because of a probe on the wrong port.
public final class SampleReport {
    public static final WorkloadName BACKEND = new WorkloadName("deployment", "todo", "backend");
    public static final Remedy PATCH = new Remedy.PatchObject(
            "Point the readiness probe of backend at port 8000",
            new ObjectName(KnownKinds.DEPLOYMENTS, "todo", "backend"),
            "{\"spec\":{\"template\":{}}}");
    public static final Remedy IMAGE =
            new Remedy.SetImage("Set the image of backend to todo-backend:aaa", BACKEND, "backend", "todo-backend:aaa");
    public static final Remedy UNDO = new Remedy.UndoRollout("Take the last change of backend back", BACKEND);

    private SampleReport() {}

    public static FailureReport report() {
        return report(
                new Offer.Apply(PATCH),
                new Offer.RollBack(3),
                new Offer.Resume("Set the probe's port in the chart's values."));
    }

    public static FailureReport report(Offer... offers) {
        var finding = Finding.of(
                        "readiness-wrong-port",
                        "deployment/backend",
                        "todo",
                        "its readiness probe asks port 9999, and the container listens on 8000",
                        List.of("Unhealthy: dial tcp 10.0.0.7:9999: connection refused", "containerPort: 8000"),
                        "Set the probe's port in the chart's values.")
                .withRemedies(List.of(PATCH, IMAGE, UNDO));
        return new FailureReport(
                "20261124-080500",
                "dev",
                Instant.parse("2026-11-24T08:05:00Z"),
                StepName.WAIT,
                "deployment/backend: its readiness probe asks port 9999, and the container listens on 8000",
                "Set the probe's port in the chart's values.",
                List.of(finding),
                List.of(
                        new Section("step wait", List.of("deployment/backend did not become ready in time.")),
                        new Section("pods", List.of("pod/backend-1: Running, 0 of 1 ready, 0 restarts")),
                        new Section("Helm", List.of("revision 4: deployed")),
                        new Section(
                                FailureReport.CHANGED,
                                List.of("image new: todo-backend:bbb", "value port: 8000 -> 9999"))),
                List.of(offers));
    }
}
