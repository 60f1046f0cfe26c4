package dev.shipmate.helm;

import java.time.Duration;

/// Helm: renders a chart, and installs, upgrades, rolls back and uninstalls its releases.
///
/// Every method blocks and none throws for what goes wrong in the world. An interrupt ends what runs; the answer is
/// then [HelmOutcome.Cancelled] with the state that was left, and the interrupt flag stays set. No method waits for
/// workloads: Helm says only that it timed out, and not what for. Hooks are run and waited for.
public interface Helm {
    /// Which Helm it is, such as `helm 3.22`.
    String display();

    /// Checks the chart with its values, without a cluster.
    HelmOutcome.Linting lint(ChartRequest request);

    /// Renders the chart with its values, without a cluster: what a template looks up there is empty.
    HelmOutcome.Rendering template(ChartRequest request);

    /// Renders the chart as a change would now, with what its templates look up in the cluster. Nothing is changed.
    ///
    /// @param upgrade whether the release is there already
    HelmOutcome.Rendering preview(ChartRequest request, boolean upgrade);

    /// Installs the release, or upgrades it when it is there. The namespace is created when it is missing.
    HelmOutcome.Change upgrade(UpgradeRequest request);

    /// Makes a new revision that is like an earlier one. It is the way out of a release that is stuck, too.
    ///
    /// @param limit how long each hook may take
    HelmOutcome.Change rollback(ReleaseName release, int revision, Duration limit);

    /// Deletes the objects of a release and its history. What hooks made stays, as does what the chart marks to be
    /// kept.
    HelmOutcome.Removal uninstall(ReleaseName release, Duration limit);
}
