package dev.shipmate.tool.pipeline;

import dev.shipmate.pipeline.DeployRequest;
import dev.shipmate.pipeline.FailureReport;
import dev.shipmate.pipeline.RunEnding;
import dev.shipmate.pipeline.RunResult;
import dev.shipmate.pipeline.RunResult.StepResult;
import dev.shipmate.pipeline.Shipping;
import dev.shipmate.pipeline.StepName;
import dev.shipmate.pipeline.StepOutcome;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Settled;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolResult.Changed;
import dev.shipmate.tool.ToolResult.Completed;
import dev.shipmate.tool.ToolResult.Failed;
import dev.shipmate.tool.ToolResult.Planned;
import dev.shipmate.tool.Undo;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A single step of a deploy that makes or moves the project's images.
///
/// @param changes what the step changes, by image
/// @param stays why it cannot be taken back
record ImageRun(Shipping shipping, StepName step, List<Change> changes, String stays) {
    ToolResult run(DeployRequest request, Invocation invocation) {
        return switch (invocation.mode()) {
            case DRY_RUN -> planned(request);
            case APPLY -> made(request, invocation);
        };
    }

    private ToolResult planned(DeployRequest request) {
        var plan = new PlanText(shipping.plan(request), shipping.shipment().namespace());
        return new Planned(changes, List.of(), plan.notes(step));
    }

    private ToolResult made(DeployRequest request, Invocation invocation) {
        return switch (shipping.run(Set.of(step), request, new ProgressLines(invocation.progress()))) {
            case RunEnding.Busy(String owner) -> ReleaseRun.busy(owner);
            case RunEnding.NotBegun(String reason, String suggestion) -> new Failed(reason, suggestion);
            case RunEnding.Ran(RunResult result, Optional<FailureReport> report) ->
                result.broken()
                        .<ToolResult>map(broken -> failed(broken, report))
                        .orElseGet(() -> good(result));
        };
    }

    private ToolResult good(RunResult result) {
        List<Block> facts = RunText.facts(result);
        boolean skipped = result.steps().stream().allMatch(step -> step.outcome() instanceof StepOutcome.Skipped);
        return skipped ? new Completed(facts) : new Changed(changes, facts, new Undo.Impossible(stays), Settled.YES);
    }

    private static Failed failed(StepResult broken, Optional<FailureReport> report) {
        String step = broken.step().word();
        return switch (broken.outcome()) {
            case StepOutcome.Cancelled(String left) ->
                new Failed(
                        "Cancelled in step %s: %s".formatted(step, left),
                        "Ask again to go on: what is done is not done twice.");
            case StepOutcome.Failed(String cause, String suggestion, List<String> lines) ->
                new Failed(
                        "Step %s failed: %s"
                                .formatted(
                                        step, report.map(FailureReport::cause).orElse(cause)),
                        report.map(FailureReport::suggestion).orElse(suggestion),
                        report.map(RunText::evidence).orElseGet(() -> RunText.evidence(lines)));
            case StepOutcome.Done _, StepOutcome.Skipped _ -> throw new IllegalStateException("The step went on.");
        };
    }
}
