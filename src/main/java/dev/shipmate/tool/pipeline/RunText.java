package dev.shipmate.tool.pipeline;

import dev.shipmate.diagnosis.Finding;
import dev.shipmate.diagnosis.Remedy;
import dev.shipmate.pipeline.FailureReport;
import dev.shipmate.pipeline.Offer;
import dev.shipmate.pipeline.RunResult;
import dev.shipmate.pipeline.RunResult.StepResult;
import dev.shipmate.pipeline.StepOutcome;
import dev.shipmate.tool.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What runs came to, as blocks of a result.
final class RunText {
    /// Lines of evidence that are shown of one kind; the end of a log tells most.
    private static final int LINES = 40;

    private RunText() {}

    /// Each step with how it ended and what it said.
    static Block.Table steps(RunResult result) {
        return new Block.Table(
                List.of("STEP", "ENDED", "SECONDS", "SAID"),
                result.steps().stream().map(RunText::row).toList(),
                0);
    }

    private static List<String> row(StepResult step) {
        return List.of(
                step.step().word(),
                step.outcome().word(),
                String.valueOf(step.took().toSeconds()),
                said(step.outcome()));
    }

    private static String said(StepOutcome outcome) {
        return switch (outcome) {
            case StepOutcome.Done(List<String> facts) -> String.join("; ", facts);
            case StepOutcome.Skipped(String reason) -> reason;
            case StepOutcome.Failed(String cause, var _, var _) -> cause;
            case StepOutcome.Cancelled(String left) -> left;
        };
    }

    /// What the steps that worked say, one fact each.
    static List<Block> facts(RunResult result) {
        return result.steps().stream()
                .flatMap(step -> switch (step.outcome()) {
                    case StepOutcome.Done(List<String> facts) -> facts.stream();
                    case StepOutcome.Skipped(String reason) ->
                        Stream.of("%s: %s".formatted(step.step().word(), reason));
                    case StepOutcome.Failed _, StepOutcome.Cancelled _ -> Stream.<String>of();
                })
                .<Block>map(Block.Fact::new)
                .toList();
    }

    /// The evidence of a step that failed, without a report.
    static List<Block> evidence(List<String> lines) {
        return lines.isEmpty() ? List.of() : List.of(excerpt("Evidence", lines));
    }

    /// Everything that a report adds to its cause: findings, evidence, and the ways on.
    static List<Block> evidence(FailureReport report) {
        var blocks = new ArrayList<Block>();
        for (Finding finding : report.findings()) {
            blocks.add(new Block.Fact(
                    "%s in namespace %s: %s".formatted(finding.object(), finding.namespace(), finding.cause())));
            if (!finding.lines().isEmpty()) {
                blocks.add(excerpt("What shows it", finding.lines()));
            }
        }
        report.sections().stream()
                .filter(section -> !section.lines().isEmpty())
                .forEach(section -> blocks.add(excerpt(section.title(), section.lines())));
        if (!report.putBack().isEmpty()) {
            blocks.add(new Block.Fact(report.putBack()));
        }
        report.offers().forEach(offer -> blocks.add(new Block.Fact("A way on: " + way(offer))));
        return blocks;
    }

    private static String way(Offer offer) {
        return switch (offer) {
            case Offer.Apply(Remedy remedy) -> "%s, then deploy again.".formatted(remedy.title());
            case Offer.RollBack(int revision) -> "roll back to revision %d.".formatted(revision);
            case Offer.Uninstall _ -> "uninstall the release, because no revision of it was ever good.";
            case Offer.Resume(String after) -> "deploy again, after this: %s".formatted(after);
        };
    }

    private static Block.Excerpt excerpt(String title, List<String> lines) {
        int omitted = Math.max(0, lines.size() - LINES);
        return new Block.Excerpt(title, lines.subList(omitted, lines.size()), omitted);
    }
}
