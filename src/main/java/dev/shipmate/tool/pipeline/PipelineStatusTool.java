package dev.shipmate.tool.pipeline;

import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.helm.ReleaseRevision;
import dev.shipmate.pipeline.FailureReport;
import dev.shipmate.pipeline.RunJournal;
import dev.shipmate.pipeline.ShipmentStatus;
import dev.shipmate.pipeline.ShipmentStatus.Address;
import dev.shipmate.pipeline.ShipmentStatus.LastVerification;
import dev.shipmate.pipeline.Shipping;
import dev.shipmate.pipeline.StepName;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolResult.Completed;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Trust;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells how the project's app stands in the cluster, and why its last run failed if it did.
final class PipelineStatusTool implements Tool<PipelineStatusTool.Request> {
    /// The environment to look at.
    record Request(@Nullable String environment) {}

    private final Shipments shipments;

    PipelineStatusTool(Shipments shipments) {
        this.shipments = shipments;
    }

    @Override
    public ToolSpec<Request> spec() {
        return new ToolSpec<>("pipeline_status", Effect.READ, Trust.UNTRUSTED, Request.class);
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        return switch (shipments.find(PipelineTools.orEmpty(request.environment()))) {
            case Shipments.Found.Absent(ToolResult result) -> result;
            case Shipments.Found.Ready(Shipping shipping) -> status(shipping);
        };
    }

    private static ToolResult status(Shipping shipping) {
        ShipmentStatus status = shipping.status();
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Fact(release(shipping, status)));
        status.addresses().forEach(address -> blocks.add(new Block.Fact(answers(address))));
        status.lastRun().ifPresent(run -> blocks.add(new Block.Fact(last(run))));
        status.lastVerification().ifPresent(last -> blocks.add(new Block.Fact(verified(last))));
        Optional<FailureReport> failure = shipping.lastFailure();
        failure.ifPresent(report -> blocks.addAll(failed(report)));
        if (!status.workloads().isEmpty()) {
            blocks.add(new Block.Table(
                    List.of("WORKLOAD", "READY", "HEALTHY"),
                    status.workloads().stream().map(PipelineStatusTool::row).toList(),
                    0));
        }
        if (!status.images().isEmpty()) {
            blocks.add(new Block.Fact("Images: %s".formatted(String.join(", ", status.images()))));
        }
        if (failure.isEmpty()) {
            status.lastRun().filter(run -> !run.steps().isEmpty()).ifPresent(run -> blocks.add(steps(run)));
        }
        return new Completed(blocks);
    }

    private static String release(Shipping shipping, ShipmentStatus status) {
        String name = shipping.shipment().display();
        Optional<ReleaseRevision> newest = status.history().newest();
        if (newest.isEmpty()) {
            return "There is no %s: it was not deployed, or was uninstalled.".formatted(name);
        }
        long unhealthy = status.workloads().stream()
                .filter(workload -> !workload.healthy())
                .count();
        String workloads = status.workloads().isEmpty()
                ? "it has no workloads"
                : unhealthy == 0
                        ? "all %d workloads are ready"
                                .formatted(status.workloads().size())
                        : "%d of %d workloads are not ready"
                                .formatted(unhealthy, status.workloads().size());
        return "%s is at revision %d, %s since %s; %s."
                .formatted(
                        name,
                        newest.get().number(),
                        newest.get().status().display(),
                        ReleaseText.time(newest.get().deployed()),
                        workloads);
    }

    private static String answers(Address address) {
        return "%s %s: %s"
                .formatted(address.url(), address.answers() ? "answers" : "does not answer", address.answer());
    }

    private static String last(RunJournal.Run run) {
        String begun = "The last run began %s".formatted(ReleaseText.time(run.started()));
        Optional<StepName> open = run.next();
        if (open.isEmpty()) {
            return run.finished() ? begun + " and did all its steps." : begun + " and is at work, or was ended.";
        }
        return "%s and %s step %s."
                .formatted(
                        begun,
                        run.finished() ? "ended at" : "is at, or was ended at,",
                        open.get().word());
    }

    private static String verified(LastVerification last) {
        String of = last.revision() == 0 ? "" : " of revision %d".formatted(last.revision());
        return "The last verification%s %s at %s: %s"
                .formatted(of, last.passed() ? "passed" : "failed", ReleaseText.time(last.at()), last.summary());
    }

    private static List<Block> failed(FailureReport report) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Fact(
                "The last run failed in step %s: %s".formatted(report.step().word(), report.cause())));
        blocks.add(new Block.Fact(report.suggestion()));
        blocks.addAll(RunText.evidence(report));
        return blocks;
    }

    private static List<String> row(WorkloadView workload) {
        return List.of(
                workload.id().display(),
                "%d/%d".formatted(workload.ready(), workload.desired()),
                workload.healthy() ? "yes" : "no");
    }

    private static Block.Table steps(RunJournal.Run run) {
        return new Block.Table(
                List.of("STEP", "ENDED", "SAID"),
                run.steps().stream()
                        .map(step -> List.of(step.step().word(), step.outcome(), String.join("; ", step.lines())))
                        .toList(),
                0);
    }
}
