package dev.shipmate.helm;

import java.time.Instant;
import java.util.List;

/// What a call to Helm came to. All but the good ends say what failed and one thing to do next.
public sealed interface HelmOutcome {
    /// What a check of a chart comes to.
    sealed interface Linting extends HelmOutcome {}

    /// What rendering a chart comes to.
    sealed interface Rendering extends HelmOutcome {}

    /// What an upgrade or a roll-back comes to.
    sealed interface Change extends HelmOutcome {}

    /// What uninstalling comes to.
    sealed interface Removal extends HelmOutcome {}

    /// The chart can be rendered; `remarks` are Helm's advice on it.
    record Sound(List<ChartProblem> remarks) implements Linting {
        public Sound {
            remarks = List.copyOf(remarks);
        }
    }

    /// The chart as YAML documents.
    ///
    /// @param hooks whether the manifest holds the hooks and tests too, which the embedded Helm leaves out
    record Rendered(String manifest, boolean hooks) implements Rendering {}

    /// The release is at a new revision. Its workloads may still be starting.
    record Deployed(int revision) implements Change {}

    /// The release is gone; `existed` is false when there was none.
    record Removed(boolean existed) implements Removal {}

    /// The chart or its values are wrong. Nothing was changed.
    record Rejected(List<ChartProblem> problems) implements Linting, Rendering, Change {
        public Rejected {
            problems = List.copyOf(problems);
        }
    }

    /// A Helm is at work on the release, or was ended while it was. Nothing was changed.
    ///
    /// @param since when that Helm began; `Instant.EPOCH` when it is not known
    record Stuck(int revision, ReleaseStatus status, Instant since, String suggestion) implements Change {}

    /// A hook did not end well, so the change was not made, or is not complete.
    ///
    /// @param hook such as `job/todo-migrate`; empty when Helm did not say which
    record HookFailed(String hook, String cause, String suggestion) implements Change, Removal {}

    /// It did not work for another reason.
    record Failed(String cause, String suggestion) implements Linting, Rendering, Change, Removal {}

    /// The thread was interrupted, and Helm ended with it.
    ///
    /// @param state what was left behind
    record Cancelled(String state, String suggestion) implements Linting, Rendering, Change, Removal {}
}
