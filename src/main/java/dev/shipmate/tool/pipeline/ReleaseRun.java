package dev.shipmate.tool.pipeline;

import dev.shipmate.cluster.ClusterException;
import dev.shipmate.helm.ReleaseHistory;
import dev.shipmate.helm.ReleaseRevision;
import dev.shipmate.pipeline.FailureReport;
import dev.shipmate.pipeline.PipelineListener;
import dev.shipmate.pipeline.RunEnding;
import dev.shipmate.pipeline.RunResult;
import dev.shipmate.pipeline.RunResult.StepResult;
import dev.shipmate.pipeline.Shipping;
import dev.shipmate.pipeline.StepOutcome;
import dev.shipmate.pipeline.WayBack;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Settled;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolResult.Changed;
import dev.shipmate.tool.ToolResult.Completed;
import dev.shipmate.tool.ToolResult.Failed;
import dev.shipmate.tool.Undo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A run that may give a release another revision, and what it came to.
///
/// @param undo of a change, by the history before it
/// @param goOn what to say to go on from a run that ended early
record ReleaseRun(Shipping shipping, Function<ReleaseHistory, Undo> undo, String goOn) {
    static final String NONE = "none";

    /// The newest revision, or 0 when there is no release.
    int revision() {
        return newest(history());
    }

    ReleaseHistory history() {
        return shipping.history();
    }

    /// The newest revision of a history, or 0.
    static int newest(ReleaseHistory history) {
        return history.newest().map(ReleaseRevision::number).orElse(0);
    }

    /// By going back to the newest revision, if that was good.
    static Undo toNewest(Shipping shipping, ReleaseHistory before) {
        return shipping.wayBack()
                .goodNewest(before)
                .<Undo>map(good -> new Undo.By(PipelineTools.in(
                        shipping.shipment(), new ToolCall("rollback_release", Map.of("revision", good.number())))))
                .orElseGet(() ->
                        new Undo.Impossible("revision %d before it was not good either".formatted(newest(before))));
    }

    Change change(int before, int after) {
        return new Change(
                "release/" + shipping.shipment().release().name(),
                shipping.shipment().namespace(),
                "revision",
                written(before),
                written(after));
    }

    private static String written(int revision) {
        return revision == 0 ? NONE : String.valueOf(revision);
    }

    ToolResult run(Invocation invocation, Function<PipelineListener, RunEnding> start) {
        ReleaseHistory past = history();
        int before = newest(past);
        return switch (start.apply(new ProgressLines(invocation.progress()))) {
            case RunEnding.Busy(String owner) -> busy(owner);
            case RunEnding.NotBegun(String reason, String suggestion) -> new Failed(reason, suggestion);
            case RunEnding.Ran(RunResult result, Optional<FailureReport> report) -> {
                int after = revisionAfter(before);
                List<Change> changes = before == after ? List.of() : List.of(change(before, after));
                yield result.broken()
                        .map(broken -> ended(result, broken, report, changes, past))
                        .orElseGet(() -> good(result, changes, past));
            }
        };
    }

    static Failed busy(String owner) {
        return new Failed(
                "Another run of this release is at work: %s".formatted(owner), "Wait until it ends, then ask again.");
    }

    /// An interrupt was for the run; the look at what it left behind is short and is not disturbed by it.
    private int revisionAfter(int before) {
        boolean interrupted = Thread.interrupted();
        try {
            return revision();
        } catch (ClusterException _) {
            return before;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private ToolResult good(RunResult result, List<Change> changes, ReleaseHistory past) {
        List<Block> said = List.of(
                new Block.Fact("%s: all %d steps are done, in %d s."
                        .formatted(
                                shipping.shipment().display(),
                                result.steps().size(),
                                result.took().toSeconds())),
                RunText.steps(result));
        return changes.isEmpty() ? new Completed(said) : new Changed(changes, said, undo.apply(past), Settled.YES);
    }

    private ToolResult ended(
            RunResult result,
            StepResult broken,
            Optional<FailureReport> report,
            List<Change> changes,
            ReleaseHistory past) {
        String step = broken.step().word();
        return switch (broken.outcome()) {
            case StepOutcome.Cancelled(String left) -> {
                String cause = "Cancelled in step %s: %s".formatted(step, left);
                yield changes.isEmpty()
                        ? new Failed(cause, "%s The release is as it was.".formatted(goOn))
                        : new Changed(
                                changes,
                                List.of(new Block.Fact(cause), new Block.Fact(goOn), new Block.Fact(back(past))),
                                undo.apply(past),
                                Settled.UNWATCHED);
            }
            case StepOutcome.Failed(String cause, String suggestion, List<String> lines) -> {
                String told = report.map(FailureReport::cause).orElse(cause);
                String next = report.map(FailureReport::suggestion).orElse(suggestion);
                List<Block> evidence = report.map(RunText::evidence).orElseGet(() -> RunText.evidence(lines));
                if (changes.isEmpty()) {
                    yield new Failed("Step %s failed: %s".formatted(step, told), next, evidence);
                }
                var blocks = new ArrayList<Block>();
                blocks.add(new Block.Fact("Step %s failed: %s".formatted(step, told)));
                blocks.add(new Block.Fact(next));
                blocks.addAll(evidence);
                blocks.add(RunText.steps(result));
                yield new Changed(changes, blocks, undo.apply(past), Settled.NO);
            }
            case StepOutcome.Done _, StepOutcome.Skipped _ -> throw new IllegalStateException("The step went on.");
        };
    }

    /// To the revision before, or where that was not good to one that was.
    private String back(ReleaseHistory past) {
        WayBack way = shipping.wayBack();
        return way.goodNewest(past)
                .or(() -> way.lastGood(past))
                .map(good -> "To go back, roll back to revision %d.".formatted(good.number()))
                .orElse("To go back, uninstall the release.");
    }
}
