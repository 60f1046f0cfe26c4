package dev.shipmate.tool.pipeline;

import dev.shipmate.helm.ReleaseHistory;
import dev.shipmate.helm.ReleaseRevision;
import dev.shipmate.pipeline.Shipping;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Live;
import dev.shipmate.tool.LiveName;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolResult.Planned;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Trust;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes a release as an earlier revision was: the project's, or any other that is named.
final class RollbackReleaseTool implements Tool<RollbackReleaseTool.Request> {
    private static final String GO_ON = "To go on, roll back again.";

    /// The revision to go back to, without one the last good one before the newest, and the release if it is not the
    /// project's.
    record Request(
            @Nullable Integer revision,
            @Nullable String environment,
            @Nullable String release,
            @Live(LiveName.NAMESPACE) @Nullable String namespace) {}

    private final Shipments shipments;
    private final OtherReleases others;

    RollbackReleaseTool(Shipments shipments, OtherReleases others) {
        this.shipments = shipments;
        this.others = others;
    }

    @Override
    public ToolSpec<Request> spec() {
        return new ToolSpec<>("rollback_release", Effect.CHANGE, Trust.UNTRUSTED, Request.class);
    }

    @Override
    public Duration lastWords() {
        return PipelineTools.LAST_WORDS;
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        return switch (Meant.of(shipments, request.environment(), request.release(), request.namespace())) {
            case Meant.Neither(ToolResult result) -> result;
            case Meant.Other(String release) ->
                others.rollBack(release, request.namespace(), request.revision(), invocation);
            case Meant.OfProject(Shipping shipping) -> rollBack(shipping, request.revision(), invocation);
        };
    }

    private static ToolResult rollBack(Shipping shipping, @Nullable Integer wanted, Invocation invocation) {
        ReleaseHistory history = shipping.history();
        Optional<ReleaseRevision> to = shipping.wayBack().to(history, wanted == null ? 0 : wanted);
        if (to.isEmpty()) {
            return OtherReleases.noSuch(history, wanted);
        }
        int revision = to.get().number();
        var run = new ReleaseRun(shipping, past -> ReleaseRun.toNewest(shipping, past), GO_ON);
        return switch (invocation.mode()) {
            case DRY_RUN -> planned(run, history, revision);
            case APPLY -> run.run(invocation, listener -> shipping.rollBack(revision, listener));
        };
    }

    private static ToolResult planned(ReleaseRun run, ReleaseHistory history, int revision) {
        int newest = ReleaseRun.newest(history);
        Shipping shipping = run.shipping();
        var plan = new PlanText(
                shipping.planRollBack(revision), shipping.shipment().namespace());
        var notes = new ArrayList<String>();
        notes.add("revision %d will be like revision %d".formatted(newest + 1, revision));
        notes.addAll(plan.notes());
        return new Planned(
                PlanText.after(run.change(newest, newest + 1), plan.changes()),
                List.of(),
                notes,
                run.undo().apply(history));
    }
}
