package dev.shipmate.tool.pipeline;

import dev.shipmate.image.CleanUpPlan;
import dev.shipmate.image.CleanUpReport;
import dev.shipmate.image.Outcome;
import dev.shipmate.image.PlacedImage;
import dev.shipmate.image.Problem;
import dev.shipmate.pipeline.Shipping;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Settled;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolResult.Changed;
import dev.shipmate.tool.ToolResult.Completed;
import dev.shipmate.tool.ToolResult.Failed;
import dev.shipmate.tool.ToolResult.Planned;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Trust;
import dev.shipmate.tool.Undo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Removes the project's images that nothing needs any more, on the host and in the nodes.
final class CleanUpImagesTool implements Tool<CleanUpImagesTool.Request> {
    private static final double MEGABYTE = 1_000_000;

    /// The environment whose cluster is looked at.
    record Request(@Nullable String environment) {}

    private final Shipments shipments;

    CleanUpImagesTool(Shipments shipments) {
        this.shipments = shipments;
    }

    @Override
    public ToolSpec<Request> spec() {
        return new ToolSpec<>("clean_up_images", Effect.DESTROY, Trust.FACTS, Request.class);
    }

    @Override
    public Duration lastWords() {
        return PipelineTools.LAST_WORDS;
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        return switch (shipments.find(PipelineTools.orEmpty(request.environment()))) {
            case Shipments.Found.Absent(ToolResult result) -> result;
            case Shipments.Found.Ready(Shipping shipping) ->
                switch (shipping.planCleanUp()) {
                    case Outcome.Got<CleanUpPlan>(CleanUpPlan plan) -> cleanUp(shipping, plan, invocation);
                    case Outcome.Missing<CleanUpPlan>(String name) ->
                        new Failed("There is no %s".formatted(name), "See `shipmate doctor`.");
                    case Outcome.Failed<CleanUpPlan>(Problem problem) ->
                        new Failed(problem.what(), problem.suggestion());
                    case Outcome.Stopped<CleanUpPlan>() ->
                        new Failed("Cancelled before anything was removed", "Ask again to clean up.");
                };
        };
    }

    private static ToolResult cleanUp(Shipping shipping, CleanUpPlan plan, Invocation invocation) {
        String namespace = shipping.shipment().namespace();
        if (plan.removable().isEmpty()) {
            var blocks = new ArrayList<Block>();
            blocks.add(new Block.Fact("Nothing to clean up: every image of project '%s' is needed, or there is none."
                    .formatted(plan.project())));
            blocks.addAll(kept(plan.kept()));
            return new Completed(blocks);
        }
        return switch (invocation.mode()) {
            case DRY_RUN ->
                new Planned(
                        plan.removable().stream()
                                .map(placed -> change(placed, namespace))
                                .toList(),
                        List.of("%d images, %s: they come back only by building them again"
                                .formatted(plan.removable().size(), megabytes(plan.bytes()))),
                        plan.kept().isEmpty()
                                ? List.of()
                                : List.of("%d images stay: %s"
                                        .formatted(plan.kept().size(), reasons(plan.kept()))));
            case APPLY ->
                removed(
                        shipping.cleanUp(plan, placed -> invocation.progress().accept("remove " + placed.display())),
                        namespace);
        };
    }

    private static ToolResult removed(CleanUpReport report, String namespace) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Fact("Removed %d of %d images that could go: %s."
                .formatted(
                        report.removed().size(),
                        report.removed().size() + report.failed().size(),
                        megabytes(report.bytes()))));
        report.failed()
                .forEach(failed -> blocks.add(new Block.Fact("%s stays: %s %s"
                        .formatted(
                                failed.image().display(),
                                failed.problem().what(),
                                failed.problem().suggestion()))));
        blocks.addAll(kept(report.kept()));
        if (report.removed().isEmpty()) {
            return new Failed("No image could be removed", "See why, and ask again.", blocks);
        }
        Settled settled = report.failed().isEmpty()
                ? Settled.YES
                : Thread.currentThread().isInterrupted() ? Settled.UNWATCHED : Settled.NO;
        return new Changed(
                report.removed().stream()
                        .map(placed -> change(placed, namespace))
                        .toList(),
                blocks,
                new Undo.Impossible("removed images come back only by building them again"),
                settled);
    }

    private static Change change(PlacedImage placed, String namespace) {
        return new Change(
                "image/" + placed.image().display(),
                namespace,
                placed.onHost() ? "on the host" : "in node " + placed.node(),
                megabytes(placed.image().sizeBytes()),
                "removed");
    }

    private static List<Block> kept(List<CleanUpPlan.Kept> kept) {
        return kept.isEmpty()
                ? List.of()
                : List.of(new Block.Table(
                        List.of("KEPT", "BECAUSE"),
                        kept.stream()
                                .map(one -> List.of(one.image().display(), one.reason()))
                                .toList(),
                        0));
    }

    private static String reasons(List<CleanUpPlan.Kept> kept) {
        Map<String, Long> counts = kept.stream()
                .collect(Collectors.groupingBy(CleanUpPlan.Kept::reason, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> "%s (%d)".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f MB", bytes / MEGABYTE);
    }
}
