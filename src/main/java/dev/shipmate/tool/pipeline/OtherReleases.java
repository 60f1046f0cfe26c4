package dev.shipmate.tool.pipeline;

import dev.shipmate.helm.Helm;
import dev.shipmate.helm.HelmChoice;
import dev.shipmate.helm.HelmOutcome;
import dev.shipmate.helm.ReleaseHistory;
import dev.shipmate.helm.ReleaseName;
import dev.shipmate.helm.ReleaseRevision;
import dev.shipmate.helm.ReleaseStatus;
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
import dev.shipmate.tool.ToolResult.NotFound;
import dev.shipmate.tool.ToolResult.Planned;
import dev.shipmate.tool.Undo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Changes to releases that are not of the project: Helm makes them alone, with no step before and after.
///
/// @param helm chosen at first use
record OtherReleases(ReleaseFinder finder, Supplier<HelmChoice> helm) {
    /// Nobody has seen any of their revisions fail.
    private static final WayBack WAY = new WayBack(Set::of);

    private static final Duration HOOK_LIMIT = Duration.ofMinutes(5);

    ToolResult rollBack(String name, @Nullable String namespace, @Nullable Integer wanted, Invocation invocation) {
        return switch (finder.toChange(name, namespace, invocation)) {
            case ReleaseFinder.Found.Not(ToolResult result) -> result;
            case ReleaseFinder.Found.One(ReleaseRevision newest) -> {
                ReleaseHistory history = finder.releases().history(newest.release());
                Optional<ReleaseRevision> revision = WAY.to(history, wanted == null ? 0 : wanted);
                yield revision.isEmpty() ? noSuch(history, wanted) : rollBack(newest, revision.get(), invocation);
            }
        };
    }

    static ToolResult noSuch(ReleaseHistory history, @Nullable Integer wanted) {
        List<String> kept = history.revisions().stream()
                .map(revision -> String.valueOf(revision.number()))
                .toList();
        return wanted == null || wanted == 0
                ? new Failed("There is no good revision to go back to", "Look at helm_history.")
                : new NotFound("revision", String.valueOf(wanted), kept);
    }

    private ToolResult rollBack(ReleaseRevision newest, ReleaseRevision to, Invocation invocation) {
        ReleaseName release = newest.release();
        Change change = change(release, newest.number(), newest.number() + 1);
        Undo undo = toNewest(newest);
        return switch (invocation.mode()) {
            case DRY_RUN -> {
                List<Change> fields = finder.releases()
                        .diff(release, newest.number(), to.number())
                        .map(diff -> PlanText.changes(diff, release.namespace()))
                        .orElse(List.of());
                yield new Planned(
                        PlanText.after(change, fields),
                        List.of(),
                        List.of("revision %d will be like revision %d".formatted(newest.number() + 1, to.number())),
                        undo);
            }
            case APPLY -> {
                invocation.progress().accept("helm rollback %s %d".formatted(release.name(), to.number()));
                yield withHelm(program -> rolledBack(program, release, to.number(), change, undo));
            }
        };
    }

    private static Undo toNewest(ReleaseRevision newest) {
        ReleaseName release = newest.release();
        return newest.status() == ReleaseStatus.DEPLOYED
                ? new Undo.By(new ToolCall(
                        "rollback_release",
                        Map.of(
                                "release",
                                release.name(),
                                "namespace",
                                release.namespace(),
                                "revision",
                                newest.number())))
                : new Undo.Impossible("revision %d before it was not good".formatted(newest.number()));
    }

    private static ToolResult rolledBack(Helm helm, ReleaseName release, int to, Change change, Undo undo) {
        return switch (helm.rollback(release, to, HOOK_LIMIT)) {
            case HelmOutcome.Deployed(int revision) ->
                new Changed(
                        List.of(new Change(
                                change.object(),
                                change.namespace(),
                                change.field(),
                                change.before(),
                                String.valueOf(revision))),
                        List.of(new Block.Fact("Release %s is as revision %d was; its pods may still be starting."
                                .formatted(release.display(), to))),
                        undo,
                        Settled.YES);
            case HelmOutcome.Rejected(var problems) ->
                new Failed("The chart of revision %d is refused: %s".formatted(to, problems), "Roll back to another.");
            case HelmOutcome.Stuck stuck ->
                new Failed(
                        "Revision %d is %s"
                                .formatted(stuck.revision(), stuck.status().display()),
                        stuck.suggestion());
            case HelmOutcome.HookFailed(String hook, String cause, String suggestion) ->
                new Failed("The hook %s failed: %s".formatted(hook, cause), suggestion);
            case HelmOutcome.Failed(String cause, String suggestion) -> new Failed(cause, suggestion);
            case HelmOutcome.Cancelled(String state, String suggestion) ->
                new Failed("Cancelled: %s".formatted(state), suggestion);
        };
    }

    ToolResult uninstall(String name, @Nullable String namespace, Invocation invocation) {
        return switch (finder.toChange(name, namespace, invocation)) {
            case ReleaseFinder.Found.Not(ToolResult result) -> result;
            case ReleaseFinder.Found.One(ReleaseRevision newest) -> {
                ReleaseName release = newest.release();
                Change change = change(release, newest.number(), 0);
                yield switch (invocation.mode()) {
                    case DRY_RUN -> new Planned(List.of(change), losses(newest));
                    case APPLY -> withHelm(program -> uninstalled(program, release, change));
                };
            }
        };
    }

    /// What goes with a release: its objects and the history to go back in.
    static List<String> losses(ReleaseRevision newest) {
        return List.of(
                "every object of release %s, with data that only they hold"
                        .formatted(newest.release().display()),
                "its history: no revision is left to roll back to");
    }

    private static ToolResult uninstalled(Helm helm, ReleaseName release, Change change) {
        return switch (helm.uninstall(release, HOOK_LIMIT)) {
            case HelmOutcome.Removed(boolean existed) ->
                existed
                        ? new Changed(
                                List.of(change),
                                List.of(new Block.Fact("Release %s is gone.".formatted(release.display()))),
                                new Undo.Impossible("the release and its history are gone; install its chart again"),
                                Settled.YES)
                        : new Completed(
                                new Block.Fact("There is no release %s any more.".formatted(release.display())));
            case HelmOutcome.HookFailed(String hook, String cause, String suggestion) ->
                new Failed("The hook %s failed: %s".formatted(hook, cause), suggestion);
            case HelmOutcome.Failed(String cause, String suggestion) -> new Failed(cause, suggestion);
            case HelmOutcome.Cancelled(String state, String suggestion) ->
                new Failed("Cancelled: %s".formatted(state), suggestion);
        };
    }

    private static Change change(ReleaseName release, int before, int after) {
        return new Change(
                "release/" + release.name(),
                release.namespace(),
                "revision",
                String.valueOf(before),
                after == 0 ? ReleaseRun.NONE : String.valueOf(after));
    }

    private ToolResult withHelm(Function<Helm, ToolResult> change) {
        return switch (helm.get()) {
            case HelmChoice.Chosen(Helm program, String _) -> change.apply(program);
            case HelmChoice.None(String cause, String suggestion) -> new Failed(cause, suggestion);
        };
    }
}
