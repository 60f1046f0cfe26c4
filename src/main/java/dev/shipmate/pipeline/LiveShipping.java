package dev.shipmate.pipeline;

import dev.shipmate.cluster.ClusterException;
import dev.shipmate.helm.ReleaseHistory;
import dev.shipmate.helm.Releases;
import dev.shipmate.helm.Setting;
import dev.shipmate.image.CleanUpPlan;
import dev.shipmate.image.CleanUpReport;
import dev.shipmate.image.ImageBuilds;
import dev.shipmate.image.Outcome;
import dev.shipmate.image.PlacedImage;
import dev.shipmate.image.Problem;
import dev.shipmate.verification.Check;
import dev.shipmate.verification.VerificationEvent;
import dev.shipmate.verification.VerificationReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Ships for real: every run is alone on its release on this machine, and leaves a journal, its logs and its reports.
public final class LiveShipping implements Shipping {
    private static final DateTimeFormatter RUN_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Shipment shipment;
    private final Equipment equipment;
    private final RunFolder folder;
    private final RunJournal journal;
    private final LastFailure lastFailure;
    private final Releases releases;
    private final VerificationFile verification;
    private final ShipmentSteps steps;

    /// @param doors keeps what runs open for the app to be reachable; whoever made it closes it
    public LiveShipping(Shipment shipment, Equipment equipment, Doors doors) {
        this.shipment = shipment;
        this.equipment = equipment;
        this.folder = RunFolder.of(equipment.state(), shipment);
        this.journal = new RunJournal(folder.journal(), equipment.clock());
        this.lastFailure = new LastFailure(folder, journal);
        this.releases = new Releases(shipment.cluster(), equipment.redactor());
        this.verification = new VerificationFile(folder.verification());
        this.steps = new ShipmentSteps(shipment, equipment, doors, folder, journal);
    }

    @Override
    public Shipment shipment() {
        return shipment;
    }

    @Override
    public RunPlan plan(DeployRequest request) {
        var plans = new ShipmentPlans(shipment, equipment, steps, releases);
        return switch (start(request)) {
            case RunStart.Nowhere(String reason, String suggestion) -> plans.nothing(reason, suggestion);
            case RunStart.At at -> plans.deploy(at, request.noCache(), atomic(request));
        };
    }

    @Override
    public RunEnding deploy(DeployRequest request, PipelineListener listener) {
        return alone(() -> switch (start(request)) {
            case RunStart.Nowhere(String reason, String suggestion) -> new RunEnding.NotBegun(reason, suggestion);
            case RunStart.At at -> {
                var notes = new RunNotes(at.inputs().references());
                RunEnding.Ran ended = run(
                        RunOrder.Kind.DEPLOY,
                        at,
                        steps.deploy(request.noCache(), at.settings(), notes),
                        notes,
                        listener);
                yield atomic(request) ? putBack(ended, notes, listener) : ended;
            }
        });
    }

    @Override
    public RunEnding run(Set<StepName> wanted, DeployRequest request, PipelineListener listener) {
        return alone(() -> switch (start(new DeployRequest(request.noCache(), false, request.settings()))) {
            case RunStart.Nowhere(String reason, String suggestion) -> new RunEnding.NotBegun(reason, suggestion);
            case RunStart.At at -> {
                var notes = new RunNotes(at.inputs().references());
                List<Step> some = steps.deploy(request.noCache(), at.settings(), notes).stream()
                        .filter(step -> wanted.contains(step.name()))
                        .toList();
                yield run(RunOrder.Kind.PART, at, some, notes, listener);
            }
        });
    }

    @Override
    public RunPlan planRollBack(int revision) {
        return new ShipmentPlans(shipment, equipment, steps, releases).rollBack(revision);
    }

    @Override
    public RunEnding rollBack(int revision, PipelineListener listener) {
        var notes = new RunNotes(Map.of());
        return alone(
                () -> run(RunOrder.Kind.ROLL_BACK, RunStart.whole(), steps.rollBack(revision, notes), notes, listener));
    }

    @Override
    public RunEnding uninstall(PipelineListener listener) {
        return alone(() ->
                run(RunOrder.Kind.UNINSTALL, RunStart.whole(), steps.uninstall(), new RunNotes(Map.of()), listener));
    }

    @Override
    public ReleaseHistory history() {
        return releases.history(shipment.release());
    }

    @Override
    public WayBack wayBack() {
        return steps.way();
    }

    @Override
    public ShipmentStatus status() {
        return new ShipmentLook(shipment, releases, journal, verification).status();
    }

    @Override
    public Optional<ShipmentStatus.LastVerification> lastVerification() {
        return verification.read();
    }

    @Override
    public VerificationReport verify(
            List<Check> checks, URI url, boolean restarts, Consumer<VerificationEvent> listener) {
        return steps.verification().run(checks, url, restarts, listener);
    }

    @Override
    public Outcome<CleanUpPlan> planCleanUp() {
        return steps.cleanUps().plan();
    }

    @Override
    public CleanUpReport cleanUp(CleanUpPlan plan, Consumer<PlacedImage> removing) {
        return new LockedCleanUp(shipment, folder, steps.cleanUps()).run(plan, removing);
    }

    @Override
    public Optional<FailureReport> lastFailure() {
        return lastFailure.find();
    }

    private RunStart start(DeployRequest request) {
        return switch (ImageBuilds.references(steps.builds(request.noCache()))) {
            case Outcome.Failed<Map<String, String>>(Problem problem) ->
                new RunStart.Nowhere(problem.what(), problem.suggestion());
            case Outcome.Missing<Map<String, String>>(String name) ->
                new RunStart.Nowhere("There is no %s.".formatted(name), "Look at the images of the project file.");
            case Outcome.Stopped<Map<String, String>>() -> stopped();
            case Outcome.Got<Map<String, String>>(Map<String, String> references) ->
                request.resume()
                        ? RunStart.after(journal.runs(), request.settings(), settings -> inputs(references, settings))
                        : RunStart.first(inputs(references, request.settings()), request.settings());
        };
    }

    private static RunStart.Nowhere stopped() {
        return new RunStart.Nowhere("It was stopped before it began.", "Start it again when you are ready.");
    }

    private RunInputs inputs(Map<String, String> references, List<Setting> settings) {
        String chart = ChartDigest.of(ShippedChart.of(shipment, references, settings));
        return RunStart.inputs(references, chart, settings, equipment.redactor());
    }

    private boolean atomic(DeployRequest request) {
        return request.atomic() || shipment.environment().atomic();
    }

    /// The report is kept before, too: what follows may be cut short.
    private RunEnding.Ran putBack(RunEnding.Ran ended, RunNotes notes, PipelineListener listener) {
        if (ended.failure().isEmpty() || Thread.currentThread().isInterrupted()) {
            return ended;
        }
        var putBack = new PutBack(
                steps,
                equipment.redactor(),
                (all, own) -> runSteps(RunOrder.Kind.PUT_BACK, RunStart.whole(), all, own, listener));
        FailureReport report = putBack.after(ended.failure().get(), notes);
        lastFailure.keep(report);
        return new RunEnding.Ran(ended.result(), Optional.of(report));
    }

    private RunEnding.Ran run(
            RunOrder.Kind kind, RunStart.At at, List<Step> all, RunNotes notes, PipelineListener listener) {
        RunResult result = runSteps(kind, at, all, notes, listener);
        Optional<FailureReport> failure = new FailureReports(shipment, equipment.redactor(), equipment.clock())
                .with(steps.way())
                .of(result);
        failure.ifPresent(lastFailure::keep);
        return new RunEnding.Ran(result, failure);
    }

    private RunResult runSteps(
            RunOrder.Kind kind, RunStart.At at, List<Step> all, RunNotes notes, PipelineListener listener) {
        String run = newRun();
        notes.keptIn(new RunMemory.Kept(journal, run, kind == RunOrder.Kind.DEPLOY));
        List<Step> wanted = all.stream()
                .filter(step -> step.name().compareTo(at.step()) >= 0)
                .map(step -> step.name() == at.step() && !at.why().isEmpty() ? new AnnouncedStep(step, at.why()) : step)
                .toList();
        journal.begins(run, new RunOrder(kind, wanted.stream().map(Step::name).toList(), at.inputs()));
        var log = new RunLog(folder);
        RunResult result = new Pipeline(journal, equipment.clock(), equipment.redactor())
                .run(run, wanted, at.step(), event -> {
                    log.on(event);
                    listener.on(event);
                });
        judge(result, notes);
        return result;
    }

    /// Remembers how the newest revision turned out, once its pods were waited for or its checks were made.
    private void judge(RunResult result, RunNotes notes) {
        boolean looked = result.steps().stream()
                .anyMatch(step -> step.step() == StepName.WAIT
                        || (step.step() == StepName.VERIFY && !(step.outcome() instanceof StepOutcome.Skipped)));
        boolean failed = result.broken()
                .filter(broken -> broken.outcome() instanceof StepOutcome.Failed)
                .filter(broken -> broken.step() == StepName.WAIT || broken.step() == StepName.VERIFY)
                .isPresent();
        if (!looked || !(failed || result.successful())) {
            return;
        }
        try {
            releases.history(shipment.release())
                    .newest()
                    .filter(newest -> notes.revision() == 0 || newest.number() == notes.revision())
                    .ifPresent(newest -> journal.judged(result.run(), newest, !failed));
        } catch (ClusterException | CancellationException | UncheckedIOException _) {
            // Then Helm's own word counts.
        }
    }

    private RunEnding alone(Supplier<RunEnding> work) {
        if (Thread.currentThread().isInterrupted()) {
            RunStart.Nowhere stopped = stopped();
            return new RunEnding.NotBegun(stopped.reason(), stopped.suggestion());
        }
        Optional<RunLock> lock;
        try {
            folder.create();
            lock = RunLock.take(folder.lock());
        } catch (IOException | UncheckedIOException e) {
            return unkept(e);
        }
        if (lock.isEmpty()) {
            return new RunEnding.Busy("process " + RunLock.owner(folder.lock()));
        }
        try (RunLock _ = lock.get()) {
            journal.shorten();
            return work.get();
        } catch (UncheckedIOException e) {
            return unkept(e);
        } finally {
            folder.sweepLogs();
        }
    }

    private RunEnding unkept(Exception e) {
        return new RunEnding.NotBegun(
                "Cannot keep a journal: %s".formatted(e.getMessage()),
                "Check the free space and the permissions of %s.".formatted(equipment.state()));
    }

    private String newRun() {
        return "%s-%s"
                .formatted(
                        RUN_TIME.format(equipment.clock().instant()),
                        UUID.randomUUID().toString().substring(0, 4));
    }
}
