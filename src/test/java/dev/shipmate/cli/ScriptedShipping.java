package dev.shipmate.cli;

import dev.shipmate.helm.ManifestDiff;
import dev.shipmate.helm.ReleaseHistory;
import dev.shipmate.image.CleanUpPlan;
import dev.shipmate.image.CleanUpReport;
import dev.shipmate.image.Outcome;
import dev.shipmate.image.PlacedImage;
import dev.shipmate.pipeline.DeployRequest;
import dev.shipmate.pipeline.FailureReport;
import dev.shipmate.pipeline.PipelineEvent;
import dev.shipmate.pipeline.PipelineListener;
import dev.shipmate.pipeline.RunEnding;
import dev.shipmate.pipeline.RunPlan;
import dev.shipmate.pipeline.RunResult;
import dev.shipmate.pipeline.Shipment;
import dev.shipmate.pipeline.ShipmentStatus;
import dev.shipmate.pipeline.Shipping;
import dev.shipmate.pipeline.StepName;
import dev.shipmate.pipeline.WayBack;
import dev.shipmate.verification.Check;
import dev.shipmate.verification.VerificationEvent;
import dev.shipmate.verification.VerificationReport;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// A shipping whose runs end as a test says, one after the other, and tell the events that lead there.
final class ScriptedShipping implements Shipping {
    private final Shipment shipment;
    private final Deque<RunEnding> endings = new ArrayDeque<>();
    private final List<String> calls = new ArrayList<>();
    Optional<FailureReport> failure = Optional.empty();
    private Runnable atWork = () -> {};
    RunPlan plan = new RunPlan(
            List.of(new RunPlan.PlannedStep(StepName.BUILD, "docker buildx build docker/backend")),
            new ManifestDiff(List.of()),
            List.of());
    ShipmentStatus status = new ShipmentStatus(
            new ReleaseHistory(List.of(), List.of()),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    Outcome<CleanUpPlan> cleanUpPlan = new Outcome.Got<>(new CleanUpPlan("todo", List.of(), List.of()));
    CleanUpReport cleanUpReport = new CleanUpReport(List.of(), List.of(), List.of());

    ScriptedShipping(Shipment shipment) {
        this.shipment = shipment;
    }

    ScriptedShipping ending(RunEnding ending) {
        endings.add(ending);
        return this;
    }

    /// Runs in the middle of each run.
    ScriptedShipping atWork(Runnable work) {
        atWork = work;
        return this;
    }

    List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public Shipment shipment() {
        return shipment;
    }

    @Override
    public RunPlan plan(DeployRequest request) {
        calls.add("plan " + words(request));
        return plan;
    }

    @Override
    public RunEnding deploy(DeployRequest request, PipelineListener listener) {
        return run("deploy " + words(request), listener);
    }

    @Override
    public RunEnding run(Set<StepName> steps, DeployRequest request, PipelineListener listener) {
        throw new UnsupportedOperationException("No command runs single steps.");
    }

    @Override
    public RunPlan planRollBack(int revision) {
        calls.add("plan roll-back " + revision);
        return plan;
    }

    @Override
    public RunEnding rollBack(int revision, PipelineListener listener) {
        return run("roll-back " + revision, listener);
    }

    @Override
    public RunEnding uninstall(PipelineListener listener) {
        return run("uninstall", listener);
    }

    @Override
    public ReleaseHistory history() {
        return status().history();
    }

    @Override
    public WayBack wayBack() {
        return new WayBack(Set::of);
    }

    @Override
    public ShipmentStatus status() {
        return status;
    }

    @Override
    public Optional<ShipmentStatus.LastVerification> lastVerification() {
        return status.lastVerification();
    }

    @Override
    public VerificationReport verify(
            List<Check> checks, URI url, boolean restarts, Consumer<VerificationEvent> listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<CleanUpPlan> planCleanUp() {
        return cleanUpPlan;
    }

    @Override
    public CleanUpReport cleanUp(CleanUpPlan plan, Consumer<PlacedImage> removing) {
        calls.add("clean-up");
        plan.removable().forEach(removing);
        atWork.run();
        return cleanUpReport;
    }

    @Override
    public Optional<FailureReport> lastFailure() {
        return failure;
    }

    private RunEnding run(String call, PipelineListener listener) {
        calls.add(call);
        RunEnding ending = endings.pop();
        if (ending instanceof RunEnding.Ran(RunResult result, var _)) {
            List<StepName> steps =
                    result.steps().stream().map(RunResult.StepResult::step).toList();
            listener.on(new PipelineEvent.Started(result.run(), steps));
            for (RunResult.StepResult step : result.steps()) {
                listener.on(new PipelineEvent.StepStarted(step.step()));
                listener.on(new PipelineEvent.StepDoing(step.step(), "at work"));
                listener.on(new PipelineEvent.StepOutput(step.step(), "#1 done"));
                listener.on(new PipelineEvent.StepEnded(step.step(), step.outcome(), step.took()));
            }
            listener.on(new PipelineEvent.Ended(result));
        }
        atWork.run();
        return ending;
    }

    private static String words(DeployRequest request) {
        return "noCache=%s resume=%s settings=%s"
                        .formatted(
                                request.noCache(),
                                request.resume(),
                                request.settings().stream()
                                        .map(setting -> setting.name() + "=" + setting.value())
                                        .toList())
                + (request.atomic() ? " atomic" : "");
    }
}
