package dev.shipmate.helm;

import dev.shipmate.cluster.ClusterException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;

/// A Helm that looks at the release before it changes it, and again when a change did not end well: so that nobody has
/// to guess what was left behind.
final class WatchedHelm implements Helm {
    private final Helm helm;
    private final Releases releases;

    WatchedHelm(Helm helm, Releases releases) {
        this.helm = helm;
        this.releases = releases;
    }

    @Override
    public String display() {
        return helm.display();
    }

    @Override
    public HelmOutcome.Linting lint(ChartRequest request) {
        var settings = new SettingsTree(request.settings());
        try {
            return settings.problems().isEmpty() ? helm.lint(request) : new HelmOutcome.Rejected(settings.problems());
        } catch (UncheckedIOException e) {
            return unwritten(e);
        }
    }

    @Override
    public HelmOutcome.Rendering template(ChartRequest request) {
        return rendered(request, helm::template);
    }

    @Override
    public HelmOutcome.Rendering preview(ChartRequest request, boolean upgrade) {
        return rendered(request, sound -> helm.preview(sound, upgrade));
    }

    private static HelmOutcome.Rendering rendered(
            ChartRequest request, Function<ChartRequest, HelmOutcome.Rendering> render) {
        var settings = new SettingsTree(request.settings());
        try {
            return settings.problems().isEmpty()
                    ? render.apply(request)
                    : new HelmOutcome.Rejected(settings.problems());
        } catch (UncheckedIOException e) {
            return unwritten(e);
        }
    }

    @Override
    public HelmOutcome.Change upgrade(UpgradeRequest request) {
        var settings = new SettingsTree(request.chart().settings());
        if (!settings.problems().isEmpty()) {
            return new HelmOutcome.Rejected(settings.problems());
        }
        return changed(request.release(), () -> {
            ReleaseHistory history = releases.history(request.release());
            Optional<ReleaseRevision> pending = history.pending();
            return pending.isPresent() ? stuck(pending.get(), history) : helm.upgrade(request);
        });
    }

    @Override
    public HelmOutcome.Change rollback(ReleaseName release, int revision, Duration limit) {
        return changed(release, () -> {
            ReleaseHistory history = releases.history(release);
            return history.revisions().stream().anyMatch(kept -> kept.number() == revision)
                    ? helm.rollback(release, revision, limit)
                    : new HelmOutcome.Failed(
                            "Cannot roll back %s: there is no revision %d.".formatted(release.display(), revision),
                            kept(history));
        });
    }

    @Override
    public HelmOutcome.Removal uninstall(ReleaseName release, Duration limit) {
        try {
            return switch (helm.uninstall(release, limit)) {
                case HelmOutcome.Removed removed -> removed;
                case HelmOutcome.HookFailed failed -> named(release, failed);
                case HelmOutcome.Failed failed -> failed;
                case HelmOutcome.Cancelled _ -> cancelled(release);
            };
        } catch (UncheckedIOException e) {
            return unwritten(e);
        }
    }

    private HelmOutcome.Change changed(ReleaseName release, Supplier<HelmOutcome.Change> change) {
        HelmOutcome.Change outcome;
        try {
            outcome = change.get();
        } catch (ClusterException e) {
            return new HelmOutcome.Failed(
                    "Cannot look at release %s: %s".formatted(release.display(), e.getMessage()),
                    "Nothing was changed; try again when the cluster answers.");
        } catch (UncheckedIOException e) {
            return unwritten(e);
        } catch (CancellationException _) {
            return new HelmOutcome.Cancelled("Nothing was changed.", "Deploy again when you are ready.");
        }
        return switch (outcome) {
            case HelmOutcome.Deployed(int revision) -> deployed(release, revision);
            case HelmOutcome.Rejected rejected -> rejected;
            case HelmOutcome.Stuck stuck -> stuck.revision() > 0 ? stuck : stuck(release);
            case HelmOutcome.HookFailed failed -> named(release, failed);
            case HelmOutcome.Failed failed -> failed(release, failed);
            case HelmOutcome.Cancelled cancelled -> cancelled.state().isEmpty() ? cancelled(release) : cancelled;
        };
    }

    private HelmOutcome.Change deployed(ReleaseName release, int revision) {
        return revision > 0
                ? new HelmOutcome.Deployed(revision)
                : look(release)
                        .flatMap(ReleaseHistory::newest)
                        .map(newest -> new HelmOutcome.Deployed(newest.number()))
                        .orElse(new HelmOutcome.Deployed(0));
    }

    private HelmOutcome.HookFailed named(ReleaseName release, HelmOutcome.HookFailed failed) {
        if (!failed.hook().isEmpty()) {
            return failed;
        }
        String hook = unbroken(() -> releases.history(release)
                        .newest()
                        .flatMap(newest -> releases.intact(release, newest.number()))
                        .flatMap(stored -> stored.hooks().stream()
                                .filter(ReleaseHook::failed)
                                .findFirst())
                        .map(ReleaseHook::display))
                .orElse("");
        return new HelmOutcome.HookFailed(hook, failed.cause(), failed.suggestion());
    }

    private HelmOutcome.Change failed(ReleaseName release, HelmOutcome.Failed failed) {
        return look(release)
                .flatMap(history -> history.pending().map(pending -> stuck(pending, history)))
                .<HelmOutcome.Change>map(
                        stuck -> new HelmOutcome.Failed(failed.cause() + " " + left(stuck), stuck.suggestion()))
                .orElse(failed);
    }

    private HelmOutcome.Stuck stuck(ReleaseName release) {
        return look(release)
                .flatMap(history -> history.pending().map(pending -> stuck(pending, history)))
                .orElse(new HelmOutcome.Stuck(
                        0, ReleaseStatus.UNKNOWN, Instant.EPOCH, "Wait until the other Helm is done."));
    }

    private static HelmOutcome.Stuck stuck(ReleaseRevision pending, ReleaseHistory history) {
        String way = history.lastGoodBefore(pending.number())
                .map(good -> "roll back to revision %d, the last good one, then deploy again".formatted(good.number()))
                .orElse("uninstall the release, then deploy again: no revision of it was ever good");
        return new HelmOutcome.Stuck(
                pending.number(),
                pending.status(),
                pending.deployed(),
                "If no other Helm is at work on it, %s.".formatted(way));
    }

    private HelmOutcome.Cancelled cancelled(ReleaseName release) {
        Optional<ReleaseHistory> history = look(release);
        if (history.isEmpty()) {
            return new HelmOutcome.Cancelled(
                    "What was left of release %s is not known: the cluster did not tell.".formatted(release.display()),
                    "Look at its status before you deploy again.");
        }
        Optional<HelmOutcome.Stuck> stuck = history.get().pending().map(pending -> stuck(pending, history.get()));
        if (stuck.isPresent()) {
            return new HelmOutcome.Cancelled(left(stuck.get()), stuck.get().suggestion());
        }
        return history.get()
                .newest()
                .map(newest -> new HelmOutcome.Cancelled(
                        "Revision %d is %s."
                                .formatted(newest.number(), newest.status().display()),
                        history.get()
                                .lastGood()
                                .map(good -> "Deploy again, or roll back to revision %d.".formatted(good.number()))
                                .orElse("Deploy again, or uninstall it.")))
                .orElse(new HelmOutcome.Cancelled("There is no release.", "Deploy again when you are ready."));
    }

    private static HelmOutcome.Failed unwritten(UncheckedIOException e) {
        Throwable cause = e.getCause();
        return new HelmOutcome.Failed(
                "Cannot write the files that Helm is given: " + (cause == null ? e : cause).getMessage(),
                "Check the free space and the permissions there.");
    }

    private static String left(HelmOutcome.Stuck stuck) {
        return "Revision %d was left %s."
                .formatted(stuck.revision(), stuck.status().display());
    }

    private static String kept(ReleaseHistory history) {
        return history.revisions().isEmpty()
                ? "There is no such release."
                : "It has: %s."
                        .formatted(String.join(
                                ", ",
                                history.revisions().stream()
                                        .map(kept -> "%d (%s)"
                                                .formatted(
                                                        kept.number(),
                                                        kept.status().display()))
                                        .toList()));
    }

    private Optional<ReleaseHistory> look(ReleaseName release) {
        return unbroken(() -> Optional.of(releases.history(release)));
    }

    /// Looks although the thread was interrupted: what was left is what the user wants to know now. A second interrupt
    /// ends it.
    private static <T> Optional<T> unbroken(Supplier<Optional<T>> look) {
        boolean interrupted = Thread.interrupted();
        try {
            return look.get();
        } catch (ClusterException | CancellationException _) {
            return Optional.empty();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
