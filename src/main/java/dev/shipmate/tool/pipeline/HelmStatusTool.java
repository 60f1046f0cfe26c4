package dev.shipmate.tool.pipeline;

import dev.shipmate.helm.ReleaseRevision;
import dev.shipmate.helm.Releases;
import dev.shipmate.helm.StoredRelease;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Shows one release as Helm keeps it, or lists those that there are.
final class HelmStatusTool implements Tool<HelmStatusTool.Request> {
    private static final int VALUES = 60;

    /// The release; all of them when none is named.
    record Request(
            @Nullable String release,
            @Live(LiveName.NAMESPACE) @Nullable String namespace) {}

    private final Releases releases;
    private final ReleaseFinder finder;

    HelmStatusTool(Releases releases, ReleaseFinder finder) {
        this.releases = releases;
        this.finder = finder;
    }

    @Override
    public ToolSpec<Request> spec() {
        // Whoever deploys writes the values and the description.
        return new ToolSpec<>("helm_status", Effect.READ, Trust.UNTRUSTED, Request.class);
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        if (request.release() == null) {
            List<ReleaseRevision> all = finder.list(null, request.namespace(), invocation);
            if (all.isEmpty()) {
                return ReleaseFinder.none(ReleaseFinder.place(request.namespace(), invocation));
            }
            return all.size() == 1 ? one(all.getFirst()) : list(all);
        }
        return switch (finder.one(request.release(), request.namespace(), invocation)) {
            case ReleaseFinder.Found.Not(ToolResult result) -> result;
            case ReleaseFinder.Found.One(ReleaseRevision newest) -> one(newest);
        };
    }

    private static ToolResult list(List<ReleaseRevision> all) {
        long bad = all.stream()
                .filter(revision -> !revision.status().display().equals("deployed"))
                .count();
        return new Completed(
                new Block.Fact("%d releases, %s."
                        .formatted(all.size(), bad == 0 ? "all deployed" : "%d of them not deployed".formatted(bad))),
                new Block.Table(
                        List.of("NAME", "NAMESPACE", "REVISION", "UPDATED", "STATUS", "CHART", "APP VERSION"),
                        all.stream().map(HelmStatusTool::row).toList(),
                        0));
    }

    private static List<String> row(ReleaseRevision revision) {
        return List.of(
                revision.release().name(),
                revision.release().namespace(),
                String.valueOf(revision.number()),
                ReleaseText.time(revision.deployed()),
                revision.status().display(),
                ReleaseText.chart(revision),
                revision.appVersion());
    }

    private ToolResult one(ReleaseRevision newest) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Fact("Release %s is at revision %d: %s, changed %s, chart %s, app version %s."
                .formatted(
                        newest.release().display(),
                        newest.number(),
                        newest.status().display(),
                        ReleaseText.time(newest.deployed()),
                        ReleaseText.chart(newest),
                        newest.appVersion())));
        if (newest.status().pending()) {
            blocks.add(new Block.Fact("A Helm is at work on it, or was ended while it was. "
                    + "If none is, rolling back to a good revision is the way out."));
        }
        if (!newest.description().isBlank()) {
            blocks.add(new Block.Fact("Helm says: %s".formatted(newest.description())));
        }
        blocks.addAll(stored(newest));
        return new Completed(blocks);
    }

    private List<Block> stored(ReleaseRevision newest) {
        return releases.find(newest.release(), newest.number()).stream()
                .<Block>flatMap(stored -> switch (stored) {
                    case StoredRelease.Intact intact ->
                        Stream.of(
                                new Block.Fact("Images: %s".formatted(String.join(", ", releases.images(intact)))),
                                values(intact));
                    case StoredRelease.Damaged damaged -> Stream.of(new Block.Fact(damaged.display()));
                })
                .toList();
    }

    private Block values(StoredRelease.Intact stored) {
        List<String> lines = releases.userValues(stored).lines().toList();
        int shown = Math.min(VALUES, lines.size());
        return new Block.Excerpt("Values that were supplied", lines.subList(0, shown), lines.size() - shown);
    }
}
