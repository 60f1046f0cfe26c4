package dev.shipmate.pipeline;

import dev.shipmate.cluster.ClusterException;
import dev.shipmate.helm.ChartProblem;
import dev.shipmate.helm.ChartRequest;
import dev.shipmate.helm.Helm;
import dev.shipmate.helm.HelmChoice;
import dev.shipmate.helm.HelmOutcome;
import dev.shipmate.helm.ReleaseHistory;
import dev.shipmate.helm.ReleaseName;
import dev.shipmate.helm.ReleaseRevision;
import dev.shipmate.helm.Setting;
import dev.shipmate.helm.UpgradeRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Installs or upgrades the release with Helm, unless it is already just as it would become.
final class DeployStep implements Step {
    static final Duration HOOK_LIMIT = Duration.ofMinutes(5);

    private final Shipment shipment;
    private final Supplier<HelmChoice> helm;
    private final LiveRelease live;
    private final WorkloadRestarts restarts;
    private final HelmEndings endings;
    private final Clock clock;
    private final RejectedValues rejected;
    private final List<Setting> wanted;
    private final RunNotes notes;

    DeployStep(Shipment shipment, Equipment equipment, WayBack way, List<Setting> wanted, RunNotes notes) {
        this.shipment = shipment;
        this.helm = equipment.helm();
        this.live = LiveRelease.of(shipment, equipment.redactor());
        this.restarts = new WorkloadRestarts(
                shipment.cluster(), shipment.namespace(), shipment.project().release(), equipment.clock());
        this.clock = equipment.clock();
        this.endings = new HelmEndings(equipment.clock(), way);
        this.rejected = new RejectedValues(equipment.redactor());
        this.wanted = List.copyOf(wanted);
        this.notes = notes;
    }

    @Override
    public StepName name() {
        return StepName.DEPLOY;
    }

    @Override
    public String plan() {
        ChartRequest request = request();
        ReleaseName release = request.release();
        String values = request.values().stream()
                .map(file -> " --values " + shipment.project().folder().relativize(file))
                .collect(Collectors.joining());
        String settings = request.settings().stream().map(Setting::name).collect(Collectors.joining(", "));
        return "helm upgrade --install %s %s --namespace %s%s%s"
                .formatted(
                        release.name(),
                        shipment.project().folder().relativize(request.chart()),
                        release.namespace(),
                        values,
                        settings.isEmpty() ? "" : ", setting " + settings);
    }

    @Override
    public StepOutcome run(StepProgress progress) {
        return switch (helm.get()) {
            case HelmChoice.None(String cause, String suggestion) -> new StepOutcome.Failed(cause, suggestion);
            case HelmChoice.Chosen(Helm chosen, String reason) -> deploy(chosen, reason, progress);
        };
    }

    private StepOutcome deploy(Helm chosen, String reason, StepProgress progress) {
        ChartRequest request = request();
        ReleaseHistory before;
        int number;
        try {
            before = live.settled(clock, progress);
            number = before.newest().map(ReleaseRevision::number).orElse(0);
            notes.revisions(number, number);
            if (before.pending().isEmpty()) {
                progress.doing("comparing with revision %d, by %s".formatted(number, reason));
                if (same(chosen, request, number)) {
                    return done("nothing to change, revision %d stays".formatted(number));
                }
            }
        } catch (CancellationException _) {
            return new StepOutcome.Cancelled("The release was not touched.");
        }
        progress.doing("helm upgrade --install %s".formatted(request.release().name()));
        var hooks = new HookWatch(shipment.cluster(), shipment.namespace(), live::hooks, clock);
        HelmOutcome.Change change =
                hooks.during(() -> chosen.upgrade(new UpgradeRequest(request, HOOK_LIMIT, description())));
        if (change instanceof HelmOutcome.Deployed(int revision)) {
            notes.revisions(number, revision);
            return done("revision %d of %s is deployed"
                    .formatted(revision, request.release().display()));
        }
        if (change instanceof HelmOutcome.Rejected(List<ChartProblem> problems)) {
            return HelmEndings.rejected(rejected.told(problems, request));
        }
        ReleaseHistory after = newestKnown(before);
        return hooks.trouble()
                .filter(_ -> change instanceof HelmOutcome.Cancelled)
                .map(trouble -> endings.hopeless(trouble, after))
                .orElseGet(() -> endings.of(change, after));
    }

    /// Whether nothing would change. What keeps the chart from being rendered is better told by the upgrade.
    private boolean same(Helm chosen, ChartRequest request, int number) {
        return switch (chosen.preview(request, number > 0)) {
            case HelmOutcome.Rendered rendered ->
                live.unchanged(request, rendered).isPresent();
            case HelmOutcome.Rejected _, HelmOutcome.Failed _ -> false;
            case HelmOutcome.Cancelled(String state, String _) -> throw new CancellationException(state);
        };
    }

    /// The history after the change, or the one before it when nobody can look: a thread that is interrupted asks
    /// nothing.
    private ReleaseHistory newestKnown(ReleaseHistory before) {
        if (Thread.currentThread().isInterrupted()) {
            return before;
        }
        try {
            return live.history();
        } catch (ClusterException _) {
            return before;
        }
    }

    /// Pods that run an image which was replaced under its name go on with the old one, until they are made anew.
    private StepOutcome done(String fact) {
        var facts = new ArrayList<String>(List.of(fact));
        try {
            facts.addAll(restarts.ofThoseThatUse(notes.replaced()));
        } catch (CancellationException _) {
            return new StepOutcome.Cancelled("%s; pods may still run images that were built anew.".formatted(fact));
        }
        return new StepOutcome.Done(facts);
    }

    private ChartRequest request() {
        return ShippedChart.of(shipment, notes.references(), wanted);
    }

    private String description() {
        String images = notes.references().entrySet().stream()
                .map(image -> tagOf(image))
                .collect(Collectors.joining(", "));
        return images.isEmpty() ? "by Shipmate" : "by Shipmate: " + images;
    }

    private static String tagOf(Map.Entry<String, String> image) {
        return "%s %s"
                .formatted(
                        image.getKey(),
                        image.getValue().substring(image.getValue().lastIndexOf(':') + 1));
    }
}
