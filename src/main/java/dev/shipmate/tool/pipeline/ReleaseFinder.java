package dev.shipmate.tool.pipeline;

import dev.shipmate.cluster.ClusterException;
import dev.shipmate.helm.ReleaseName;
import dev.shipmate.helm.ReleaseRevision;
import dev.shipmate.helm.Releases;
import dev.shipmate.spelling.Spelling;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolResult.Completed;
import dev.shipmate.tool.ToolResult.Failed;
import dev.shipmate.tool.ToolResult.NotFound;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds the releases that a call means, among those that Helm keeps in the cluster. One that names no namespace means
/// the session's, and all where that has none.
record ReleaseFinder(Releases releases) {
    private static final String EVERYWHERE = "*";

    /// The newest revision of each release that is meant.
    List<ReleaseRevision> list(@Nullable String release, @Nullable String namespace, Invocation invocation) {
        String where = namespace == null ? invocation.namespace() : namespace.equals(EVERYWHERE) ? "" : namespace;
        List<ReleaseRevision> here = in(where, release);
        return here.isEmpty() && namespace == null ? everywhere(release) : here;
    }

    /// The one release that is meant, or what to answer instead.
    Found one(@Nullable String release, @Nullable String namespace, Invocation invocation) {
        return one(list(release, namespace, invocation), release, place(namespace, invocation));
    }

    /// The same, where a change is wanted: it stays in the session's namespace, unless another is named.
    Found toChange(String release, @Nullable String namespace, Invocation invocation) {
        String where = namespace == null ? invocation.namespace() : namespace;
        return where.equals(EVERYWHERE)
                ? new Found.Not(new Failed("A change needs one namespace, not all of them", "Name the namespace."))
                : one(in(where, release), release, where);
    }

    /// What was found.
    sealed interface Found {
        record One(ReleaseRevision newest) implements Found {}

        record Not(ToolResult result) implements Found {}
    }

    static String place(@Nullable String namespace, Invocation invocation) {
        return namespace == null ? invocation.namespace() : namespace;
    }

    private Found one(List<ReleaseRevision> found, @Nullable String release, String where) {
        if (found.size() == 1) {
            return new Found.One(found.getFirst());
        }
        if (found.isEmpty()) {
            return new Found.Not(release == null ? none(where) : missing(release));
        }
        return new Found.Not(new Failed(
                "Several releases may be meant: %s"
                        .formatted(found.stream()
                                .map(revision -> revision.release().display())
                                .collect(Collectors.joining(", "))),
                "Name the release and its namespace."));
    }

    static ToolResult none(String where) {
        return new Completed(new Block.Fact(
                where.equals(EVERYWHERE)
                        ? "There are no Helm releases in this cluster."
                        : "There are no Helm releases in namespace %s.".formatted(where)));
    }

    private ToolResult missing(String release) {
        List<String> names = everywhere(null).stream()
                .map(revision -> revision.release().name())
                .distinct()
                .toList();
        List<String> nearest = Spelling.nearest(release, names);
        return new NotFound("release", release, nearest.isEmpty() ? names : nearest);
    }

    private List<ReleaseRevision> in(String namespace, @Nullable String release) {
        if (release != null && !namespace.isEmpty()) {
            return releases.history(new ReleaseName(namespace, release)).newest().stream()
                    .toList();
        }
        return releases.newestOfEach(namespace).releases().stream()
                .filter(revision -> release == null || revision.release().name().equals(release))
                .toList();
    }

    /// Who may not look everywhere knows of nothing there.
    private List<ReleaseRevision> everywhere(@Nullable String release) {
        try {
            return in("", release);
        } catch (ClusterException e) {
            if (e.code() == ClusterException.Code.FORBIDDEN) {
                return List.of();
            }
            throw e;
        }
    }
}
