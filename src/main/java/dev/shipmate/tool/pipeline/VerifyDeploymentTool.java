package dev.shipmate.tool.pipeline;

import dev.shipmate.pipeline.DeployRequest;
import dev.shipmate.pipeline.RunEnding;
import dev.shipmate.pipeline.RunResult;
import dev.shipmate.pipeline.RunResult.StepResult;
import dev.shipmate.pipeline.Shipping;
import dev.shipmate.pipeline.StepName;
import dev.shipmate.pipeline.StepOutcome;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolResult.Completed;
import dev.shipmate.tool.ToolResult.Failed;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Trust;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Runs the checks that the project file declares against the deployed app. Those that delete pods are left out.
final class VerifyDeploymentTool implements Tool<VerifyDeploymentTool.Request> {
    /// The way to the app is opened first, because the checks go the way that a person goes.
    private static final Set<StepName> STEPS = Set.of(StepName.EXPOSE, StepName.VERIFY);

    /// The environment in which the app runs.
    record Request(@Nullable String environment) {}

    private final Shipments shipments;

    VerifyDeploymentTool(Shipments shipments) {
        this.shipments = shipments;
    }

    @Override
    public ToolSpec<Request> spec() {
        // What the app answers is shown where a check fails.
        return new ToolSpec<>("verify_deployment", Effect.READ, Trust.UNTRUSTED, Request.class);
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        return switch (shipments.find(PipelineTools.orEmpty(request.environment()))) {
            case Shipments.Found.Absent(ToolResult result) -> result;
            case Shipments.Found.Ready(Shipping shipping) -> verify(shipping, invocation);
        };
    }

    private static ToolResult verify(Shipping shipping, Invocation invocation) {
        return switch (shipping.run(STEPS, DeployRequest.usual(), new ProgressLines(invocation.progress()))) {
            case RunEnding.Busy(String owner) -> ReleaseRun.busy(owner);
            case RunEnding.NotBegun(String reason, String suggestion) -> new Failed(reason, suggestion);
            case RunEnding.Ran(RunResult result, var _) ->
                result.broken().map(broken -> broken(broken)).orElseGet(() -> passed(shipping, result));
        };
    }

    private static ToolResult passed(Shipping shipping, RunResult result) {
        boolean checked = result.steps().stream()
                .anyMatch(step -> step.step() == StepName.VERIFY && step.outcome() instanceof StepOutcome.Done);
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Fact(
                checked
                        ? "The app works: %s passes its checks."
                                .formatted(shipping.shipment().display())
                        : "Nothing was checked of %s."
                                .formatted(shipping.shipment().display())));
        blocks.addAll(RunText.facts(result));
        return new Completed(blocks);
    }

    /// That the app does not work is an answer, and no failure of the look-up.
    private static ToolResult broken(StepResult broken) {
        return switch (broken.outcome()) {
            case StepOutcome.Failed(String cause, String suggestion, List<String> lines) -> {
                var blocks = new ArrayList<Block>();
                blocks.add(new Block.Fact("The app does not work: %s".formatted(cause)));
                blocks.add(new Block.Fact(suggestion));
                blocks.addAll(RunText.evidence(lines));
                yield new Completed(blocks);
            }
            case StepOutcome.Cancelled(String left) ->
                new Failed("Cancelled in step %s: %s".formatted(broken.step().word(), left), "Ask again to check it.");
            case StepOutcome.Done _, StepOutcome.Skipped _ -> throw new IllegalStateException("The step went on.");
        };
    }
}
