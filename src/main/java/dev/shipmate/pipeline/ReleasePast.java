package dev.shipmate.pipeline;

import dev.shipmate.helm.ManifestDiff;
import dev.shipmate.helm.ObjectChange;
import dev.shipmate.helm.ObjectChange.FieldChange;
import dev.shipmate.helm.ReleaseHistory;
import dev.shipmate.helm.ReleaseHook;
import dev.shipmate.helm.ReleaseName;
import dev.shipmate.helm.ReleaseRevision;
import dev.shipmate.helm.Releases;
import dev.shipmate.helm.StoredRelease;
import dev.shipmate.pipeline.FailureReport.Section;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What Helm keeps about a release: how its revisions are, which one to go back to, and what changed since that one.
///
/// @param good what can be gone back to
/// @param objects names of the objects of the newest revision
record ReleasePast(ReleaseHistory history, Optional<ReleaseRevision> good, List<String> changes, Set<String> objects) {
    static final ReleasePast NONE =
            new ReleasePast(new ReleaseHistory(List.of(), List.of()), Optional.empty(), List.of(), Set.of());

    private static final int MOST_CHANGES = 40;

    ReleasePast {
        changes = List.copyOf(changes);
        objects = Set.copyOf(objects);
    }

    /// @param whole whether objects and changes are wanted, too, for which two revisions are read in full
    static ReleasePast of(Releases releases, ReleaseName release, WayBack way, StepName step, boolean whole) {
        ReleaseHistory history = releases.history(release);
        Optional<ReleaseRevision> good = good(history, way, step);
        if (!whole || history.newest().isEmpty()) {
            return new ReleasePast(history, good, List.of(), Set.of());
        }
        Optional<StoredRelease.Intact> now =
                intact(releases, release, history.newest().get().number());
        Optional<StoredRelease.Intact> then = good.flatMap(one -> intact(releases, release, one.number()));
        return new ReleasePast(
                history,
                good,
                now.flatMap(after -> then.map(before -> changes(releases, before, after)))
                        .orElse(List.of()),
                now.map(stored -> objects(releases, stored)).orElse(Set.of()));
    }

    /// A roll-back that made no new revision failed at going back already.
    private static Optional<ReleaseRevision> good(ReleaseHistory history, WayBack way, StepName step) {
        boolean rolledBack = history.newest()
                .filter(newest -> newest.description().startsWith("Rollback to"))
                .isPresent();
        return step == StepName.ROLL_BACK && !rolledBack ? Optional.empty() : way.lastGood(history);
    }

    private static Optional<StoredRelease.Intact> intact(Releases releases, ReleaseName release, int revision) {
        return releases.find(release, revision)
                .filter(StoredRelease.Intact.class::isInstance)
                .map(StoredRelease.Intact.class::cast);
    }

    private static List<String> changes(Releases releases, StoredRelease.Intact before, StoredRelease.Intact after) {
        var lines = new ArrayList<String>();
        var gone = new TreeSet<>(releases.images(before));
        var come = new TreeSet<>(releases.images(after));
        gone.removeAll(releases.images(after));
        come.removeAll(releases.images(before));
        gone.forEach(image -> lines.add("image no longer used: " + image));
        come.forEach(image -> lines.add("image new: " + image));
        releases.valueChanges(before, after).forEach(field -> lines.add("value " + field(field)));
        ManifestDiff diff = releases.diff(manifest(before), manifest(after));
        for (ObjectChange change : diff.changes()) {
            switch (change) {
                case ObjectChange.Added(String object) -> lines.add(object + ": new");
                case ObjectChange.Removed(String object) -> lines.add(object + ": gone");
                case ObjectChange.Changed(String object, List<FieldChange> fields) ->
                    fields.forEach(field -> lines.add("%s: %s".formatted(object, field(field))));
            }
        }
        return ReportLines.first(lines, MOST_CHANGES);
    }

    private static String field(FieldChange field) {
        return "%s: %s -> %s".formatted(field.path(), shown(field.before()), shown(field.after()));
    }

    private static String shown(String value) {
        return value.isEmpty() ? "(not set)" : ReportLines.line(value);
    }

    private static String manifest(StoredRelease.Intact stored) {
        var text = new StringBuilder(stored.manifest());
        for (ReleaseHook hook : stored.hooks()) {
            text.append("\n---\n").append(hook.manifest());
        }
        return text.toString();
    }

    private static Set<String> objects(Releases releases, StoredRelease.Intact stored) {
        var names = new LinkedHashSet<String>();
        for (ObjectChange change : releases.diff("", manifest(stored)).changes()) {
            names.add(change.object().replaceFirst("^[^/]*/", "").replaceFirst(" in namespace .*$", ""));
        }
        return names;
    }

    /// Whether the run that began then made the newest revision.
    boolean newSince(Instant begin) {
        return history.newest()
                .filter(newest -> !newest.deployed().isBefore(begin))
                .isPresent();
    }

    Section section() {
        var lines = new ArrayList<String>();
        history.newest().ifPresent(newest -> lines.add(line(newest)));
        good.ifPresent(one -> lines.add("last good one before it: " + line(one)));
        history.damaged().forEach(one -> lines.add(one.display()));
        if (lines.isEmpty()) {
            lines.add("Helm keeps no revision of this release.");
        } else if (good.isEmpty()) {
            lines.add("there is no earlier good one to go back to");
        }
        return new Section("Helm", lines);
    }

    private static String line(ReleaseRevision revision) {
        return "revision %d: %s since %s, chart %s %s%s"
                .formatted(
                        revision.number(),
                        revision.status().display(),
                        ReportLines.time(revision.deployed()),
                        revision.chart(),
                        revision.chartVersion(),
                        revision.description().isEmpty() ? "" : ", " + ReportLines.line(revision.description()));
    }

    Section changed() {
        return new Section(
                FailureReport.CHANGED,
                good.isPresent() && changes.isEmpty()
                        ? List.of("nothing that Helm keeps: images, values and objects are those of revision %d"
                                .formatted(good.get().number()))
                        : changes);
    }
}
