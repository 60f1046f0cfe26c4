package dev.shipmate.tool.pipeline;

import dev.shipmate.helm.ManifestDiff;
import dev.shipmate.helm.ReleaseHistory;
import dev.shipmate.helm.ReleaseRevision;
import dev.shipmate.helm.ReleaseStatus;
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
import dev.shipmate.pipeline.RunResult.StepResult;
import dev.shipmate.pipeline.Shipment;
import dev.shipmate.pipeline.ShipmentStatus;
import dev.shipmate.pipeline.Shipping;
import dev.shipmate.pipeline.StepName;
import dev.shipmate.pipeline.StepOutcome;
import dev.shipmate.pipeline.WayBack;
import dev.shipmate.verification.Check;
import dev.shipmate.verification.VerificationEvent;
import dev.shipmate.verification.VerificationReport;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// A pipeline whose runs end as a test says; a run that ends well gives the release its next revision.
final class ScriptedShipping implements Shipping {
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    final List<ReleaseRevision> revisions = new ArrayList<>();
    /// When the revisions were deployed that a run saw fail.
    final Set<Instant> bad = new HashSet<>();

    final List<String> calls = new ArrayList<>();
    RunPlan plan = new RunPlan(List.of(), new ManifestDiff(List.of()), List.of());
    List<StepResult> steps = List.of(step(StepName.DEPLOY, new StepOutcome.Done("revision 3 is deployed")));
    Optional<RunEnding> instead = Optional.empty();
    Optional<FailureReport> failure = Optional.empty();
    Outcome<CleanUpPlan> cleanUp = new Outcome.Got<>(new CleanUpPlan("todo", List.of(), List.of()));
    List<CleanUpReport.NotRemoved> stubborn = List.of();
    Optional<ShipmentStatus.LastVerification> verification = Optional.empty();
    Runnable during = () -> {};

    /// The status of the revision that a run makes; none when it makes no revision.
    Optional<ReleaseStatus> makes = Optional.of(ReleaseStatus.DEPLOYED);

    private Optional<Shipment> meant = Optional.empty();

    Shipping of(Shipment shipment) {
        meant = Optional.of(shipment);
        return this;
    }

    static StepResult step(StepName name, StepOutcome outcome) {
        return new StepResult(name, outcome, Duration.ofSeconds(2));
    }

    ScriptedShipping withRevision(int number, ReleaseStatus status) {
        return withRevision(number, status, "Upgrade complete");
    }

    ScriptedShipping withRevision(int number, ReleaseStatus status, String description) {
        revisions.add(new ReleaseRevision(
                shipment().release(), number, status, "todo", "0.1.0", "1.0", deployed(number), description));
        return this;
    }

    /// Each revision an hour after the one before.
    static Instant deployed(int revision) {
        return NOON.plus(Duration.ofHours(revision));
    }

    @Override
    public Shipment shipment() {
        return meant.orElseThrow();
    }

    @Override
    public RunPlan plan(DeployRequest request) {
        calls.add("plan " + request);
        return plan;
    }

    @Override
    public RunEnding deploy(DeployRequest request, PipelineListener listener) {
        return run("deploy " + request, listener);
    }

    @Override
    public RunEnding run(Set<StepName> wanted, DeployRequest request, PipelineListener listener) {
        return run("run " + new TreeSet<>(wanted), listener);
    }

    @Override
    public RunPlan planRollBack(int revision) {
        calls.add("plan roll-back " + revision);
        return plan;
    }

    @Override
    public RunEnding rollBack(int revision, PipelineListener listener) {
        return run("roll back " + revision, listener);
    }

    @Override
    public RunEnding uninstall(PipelineListener listener) {
        makes = Optional.empty();
        RunEnding ending = run("uninstall", listener);
        revisions.clear();
        return ending;
    }

    private RunEnding run(String call, PipelineListener listener) {
        calls.add(call);
        if (instead.isPresent()) {
            return instead.get();
        }
        steps.forEach(step -> {
            listener.on(new PipelineEvent.StepStarted(step.step()));
            listener.on(new PipelineEvent.StepOutput(step.step(), "a line of a program"));
            listener.on(new PipelineEvent.StepDoing(step.step(), "todo-backend"));
        });
        during.run();
        makes.ifPresent(status ->
                withRevision(revisions.isEmpty() ? 1 : revisions.getLast().number() + 1, status));
        return new RunEnding.Ran(new RunResult("run-1", steps, Duration.ofSeconds(42)), failure);
    }

    @Override
    public ReleaseHistory history() {
        return status().history();
    }

    @Override
    public WayBack wayBack() {
        return new WayBack(() -> bad);
    }

    @Override
    public ShipmentStatus status() {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("A look at the cluster is broken by an interrupt.");
        }
        return new ShipmentStatus(
                new ReleaseHistory(revisions, List.of()),
                List.of(),
                List.of("shipmate/todo-backend:0123456789ab"),
                List.of(),
                Optional.empty(),
                verification);
    }

    @Override
    public Optional<ShipmentStatus.LastVerification> lastVerification() {
        throw new UnsupportedOperationException();
    }

    @Override
    public VerificationReport verify(
            List<Check> checks, URI url, boolean restarts, Consumer<VerificationEvent> listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<CleanUpPlan> planCleanUp() {
        return cleanUp;
    }

    @Override
    public CleanUpReport cleanUp(CleanUpPlan plan, Consumer<PlacedImage> removing) {
        calls.add("clean up " + plan.removable().size());
        plan.removable().forEach(removing);
        List<PlacedImage> gone = plan.removable().stream()
                .filter(placed ->
                        stubborn.stream().noneMatch(failed -> failed.image().equals(placed)))
                .toList();
        return new CleanUpReport(gone, plan.kept(), stubborn);
    }

    @Override
    public Optional<FailureReport> lastFailure() {
        return failure;
    }
}
