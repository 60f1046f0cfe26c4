package dev.shipmate.pipeline;

import dev.shipmate.helm.Helm;
import dev.shipmate.helm.HelmChoice;
import dev.shipmate.helm.HelmOutcome;
import dev.shipmate.helm.ReleaseHistory;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/// Takes the release away. What the chart marks to be kept stays, as do the project's Secrets.
final class UninstallStep implements Step {
    private final Shipment shipment;
    private final Supplier<HelmChoice> helm;
    private final HelmEndings endings;

    UninstallStep(Shipment shipment, Supplier<HelmChoice> helm, Clock clock, WayBack way) {
        this.shipment = shipment;
        this.helm = helm;
        this.endings = new HelmEndings(clock, way);
    }

    @Override
    public StepName name() {
        return StepName.UNINSTALL;
    }

    @Override
    public String plan() {
        return "helm uninstall %s --namespace %s".formatted(shipment.release().name(), shipment.namespace());
    }

    @Override
    public StepOutcome run(StepProgress progress) {
        progress.doing(plan());
        return switch (helm.get()) {
            case HelmChoice.None(String cause, String suggestion) -> new StepOutcome.Failed(cause, suggestion);
            case HelmChoice.Chosen(Helm chosen, String _) -> {
                HelmOutcome.Removal removal = chosen.uninstall(shipment.release(), DeployStep.HOOK_LIMIT);
                yield removal instanceof HelmOutcome.Removed(boolean existed)
                        ? removed(existed)
                        : endings.of(removal, new ReleaseHistory(List.of(), List.of()));
            }
        };
    }

    private StepOutcome removed(boolean existed) {
        return existed
                ? new StepOutcome.Done(
                        "%s is uninstalled; the project's Secrets and the claims of stateful sets stay, claims of the chart itself only if it says so"
                                .formatted(shipment.release().display()))
                : new StepOutcome.Skipped(
                        "there is no %s".formatted(shipment.release().display()));
    }
}
