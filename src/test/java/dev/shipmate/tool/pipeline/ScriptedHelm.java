package dev.shipmate.tool.pipeline;

import dev.shipmate.helm.ChartRequest;
import dev.shipmate.helm.Helm;
import dev.shipmate.helm.HelmOutcome;
import dev.shipmate.helm.ReleaseName;
import dev.shipmate.helm.UpgradeRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A Helm that notes what it is told to change, and does as a test says.
final class ScriptedHelm implements Helm {
    final List<String> calls = new ArrayList<>();
    HelmOutcome.Change rolledBack = new HelmOutcome.Deployed(3);
    HelmOutcome.Removal removed = new HelmOutcome.Removed(true);

    @Override
    public String display() {
        return "scripted helm";
    }

    @Override
    public HelmOutcome.Linting lint(ChartRequest request) {
        return new HelmOutcome.Sound(List.of());
    }

    @Override
    public HelmOutcome.Rendering template(ChartRequest request) {
        return new HelmOutcome.Rendered("", true);
    }

    @Override
    public HelmOutcome.Rendering preview(ChartRequest request, boolean upgrade) {
        return new HelmOutcome.Rendered("", true);
    }

    @Override
    public HelmOutcome.Change upgrade(UpgradeRequest request) {
        calls.add("upgrade");
        return new HelmOutcome.Deployed(1);
    }

    @Override
    public HelmOutcome.Change rollback(ReleaseName release, int revision, Duration limit) {
        calls.add("rollback %s %d".formatted(release.display(), revision));
        return rolledBack;
    }

    @Override
    public HelmOutcome.Removal uninstall(ReleaseName release, Duration limit) {
        calls.add("uninstall %s".formatted(release.display()));
        return removed;
    }
}
