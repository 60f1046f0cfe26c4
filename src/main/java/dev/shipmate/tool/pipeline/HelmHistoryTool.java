package dev.shipmate.tool.pipeline;

import dev.shipmate.helm.ReleaseHistory;
import dev.shipmate.helm.ReleaseName;
import dev.shipmate.helm.ReleaseRevision;
import dev.shipmate.helm.Releases;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Live;
import dev.shipmate.tool.LiveName;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolResult.Completed;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Trust;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lists the revisions of a release that Helm has kept, newest first.
final class HelmHistoryTool implements Tool<HelmHistoryTool.Request> {
    /// The release; the only one when none is named.
    record Request(
            @Nullable String release,
            @Live(LiveName.NAMESPACE) @Nullable String namespace) {}

    private final Releases releases;
    private final ReleaseFinder finder;

    HelmHistoryTool(Releases releases, ReleaseFinder finder) {
        this.releases = releases;
        this.finder = finder;
    }

    @Override
    public ToolSpec<Request> spec() {
        // Whoever deploys writes the description.
        return new ToolSpec<>("helm_history", Effect.READ, Trust.UNTRUSTED, Request.class);
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        return switch (finder.one(request.release(), request.namespace(), invocation)) {
            case ReleaseFinder.Found.Not(ToolResult result) -> result;
            case ReleaseFinder.Found.One(ReleaseRevision newest) -> history(newest.release());
        };
    }

    private ToolResult history(ReleaseName release) {
        ReleaseHistory history = releases.history(release);
        var blocks = new ArrayList<Block>();
        String numbers = history.revisions().reversed().stream()
                .map(revision -> String.valueOf(revision.number()))
                .collect(Collectors.joining(", "));
        blocks.add(
                new Block.Fact("Helm keeps these revisions of release %s: %s.".formatted(release.display(), numbers)));
        history.lastGood()
                .ifPresent(good -> blocks.add(new Block.Fact("The last good one is %d.".formatted(good.number()))));
        history.damaged().forEach(damaged -> blocks.add(new Block.Fact(damaged.display())));
        blocks.add(new Block.Table(
                List.of("REVISION", "UPDATED", "STATUS", "CHART", "APP VERSION", "DESCRIPTION"),
                history.revisions().reversed().stream()
                        .map(HelmHistoryTool::row)
                        .toList(),
                0));
        return new Completed(blocks);
    }

    private static List<String> row(ReleaseRevision revision) {
        return List.of(
                String.valueOf(revision.number()),
                ReleaseText.time(revision.deployed()),
                revision.status().display(),
                ReleaseText.chart(revision),
                revision.appVersion(),
                revision.description());
    }
}
