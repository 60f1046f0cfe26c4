package dev.shipmate.tool.pipeline;

import dev.shipmate.helm.ReleaseRevision;
import dev.shipmate.pipeline.Shipping;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Live;
import dev.shipmate.tool.LiveName;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolResult.Completed;
import dev.shipmate.tool.ToolResult.Planned;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Trust;
import dev.shipmate.tool.Undo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes a release away: the project's, or any other that is named.
final class UninstallReleaseTool implements Tool<UninstallReleaseTool.Request> {
    private static final String GO_ON = "To go on, uninstall again.";

    /// The release if it is not the project's.
    record Request(
            @Nullable String release,
            @Nullable String environment,
            @Live(LiveName.NAMESPACE) @Nullable String namespace) {}

    private final Shipments shipments;
    private final OtherReleases others;

    UninstallReleaseTool(Shipments shipments, OtherReleases others) {
        this.shipments = shipments;
        this.others = others;
    }

    @Override
    public ToolSpec<Request> spec() {
        return new ToolSpec<>("uninstall_release", Effect.DESTROY, Trust.UNTRUSTED, Request.class);
    }

    @Override
    public Duration lastWords() {
        return PipelineTools.LAST_WORDS;
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        return switch (Meant.of(shipments, request.environment(), request.release(), request.namespace())) {
            case Meant.Neither(ToolResult result) -> result;
            case Meant.Other(String release) -> others.uninstall(release, request.namespace(), invocation);
            case Meant.OfProject(Shipping shipping) -> uninstall(shipping, invocation);
        };
    }

    private static ToolResult uninstall(Shipping shipping, Invocation invocation) {
        var run = new ReleaseRun(
                shipping,
                _ -> new Undo.Impossible("the release and its history are gone; deploy the app again"),
                GO_ON);
        Optional<ReleaseRevision> newest = run.history().newest();
        if (newest.isEmpty()) {
            return new Completed(new Block.Fact(
                    "There is no %s to take away.".formatted(shipping.shipment().display())));
        }
        return switch (invocation.mode()) {
            case DRY_RUN ->
                new Planned(List.of(run.change(newest.get().number(), 0)), OtherReleases.losses(newest.get()));
            case APPLY -> run.run(invocation, shipping::uninstall);
        };
    }
}
