package dev.shipmate.pipeline;

import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.Parallel;
import dev.shipmate.helm.Manifest;
import dev.shipmate.helm.ReleaseHistory;
import dev.shipmate.helm.Setting;
import dev.shipmate.project.ProjectException;
import dev.shipmate.verification.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Looks, before anything is done, whether the deploy can work: all that stands in the way is told at once, the gravest
/// first.
final class CheckStep implements Step {
    private final Shipment shipment;
    private final Equipment equipment;
    private final LiveRelease live;
    private final WayBack way;
    private final MachineChecks machine;
    private final BooleanSupplier startable;
    private final List<Setting> wanted;
    private final RunNotes notes;

    /// @param startable whether a cluster that does not answer would be started by a later step
    CheckStep(
            Shipment shipment,
            Equipment equipment,
            WayBack way,
            BooleanSupplier startable,
            List<Setting> wanted,
            RunNotes notes) {
        this.shipment = shipment;
        this.equipment = equipment;
        this.live = LiveRelease.of(shipment, equipment.redactor());
        this.way = way;
        this.machine = new MachineChecks(equipment.docker());
        this.startable = startable;
        this.wanted = List.copyOf(wanted);
        this.notes = notes;
    }

    @Override
    public StepName name() {
        return StepName.CHECK;
    }

    @Override
    public String plan() {
        return "look at Docker, the disks, the cluster, your permissions, the chart with its values, the Secrets' sources,"
                + " the addresses and the project's own checks";
    }

    @Override
    public StepOutcome run(StepProgress progress) {
        List<Remark> remarks;
        try {
            remarks = remarks(progress, () -> live.settled(equipment.clock(), progress));
        } catch (CancellationException _) {
            return new StepOutcome.Cancelled("Nothing was changed.");
        }
        if (Thread.currentThread().isInterrupted()) {
            return new StepOutcome.Cancelled("Nothing was changed.");
        }
        List<Remark.Wrong> wrong = remarks.stream()
                .filter(Remark.Wrong.class::isInstance)
                .map(Remark.Wrong.class::cast)
                .toList();
        return wrong.isEmpty() ? new StepOutcome.Done(told(remarks)) : failed(wrong, remarks);
    }

    private static StepOutcome failed(List<Remark.Wrong> wrong, List<Remark> remarks) {
        var evidence = new ArrayList<String>();
        wrong.stream().skip(1).forEach(one -> evidence.add("also: %s %s".formatted(one.what(), one.suggestion())));
        evidence.addAll(told(remarks));
        return new StepOutcome.Failed(wrong.getFirst().what(), wrong.getFirst().suggestion(), evidence);
    }

    private static List<String> told(List<Remark> remarks) {
        var notes = new ArrayList<String>();
        var facts = new ArrayList<String>();
        for (Remark remark : remarks) {
            switch (remark) {
                case Remark.Note(String text) -> notes.add("note: " + text);
                case Remark.Fine(String text) -> facts.add(text);
                case Remark.Wrong _ -> {}
            }
        }
        notes.addAll(facts);
        return notes;
    }

    /// What is found at once, the gravest first; nothing is waited for.
    List<Remark> remarks(StepProgress progress) {
        return remarks(progress, live::history);
    }

    private List<Remark> remarks(StepProgress progress, Supplier<ReleaseHistory> history) {
        progress.doing("looking at Docker, the cluster and the chart");
        var chart = new ArrayList<ChartChecks>();
        List<List<Remark>> first = Parallel.all(List.<Callable<List<Remark>>>of(
                () -> shipment.project().images().isEmpty() ? List.of() : machine.docker(),
                this::reach,
                () -> machine.disk(shipment.project().folder()),
                () -> {
                    var made = ChartChecks.make(
                            equipment.helm().get(),
                            ShippedChart.of(shipment, notes.references(), wanted),
                            equipment.redactor());
                    chart.add(made);
                    return made.remarks();
                },
                () -> new AddressChecks(equipment.runner())
                        .of(shipment.project().exposed(), isDeployed()),
                this::verification));
        var remarks = new ArrayList<Remark>(first.get(0));
        remarks.addAll(first.get(1));
        if (first.get(1).stream().anyMatch(Remark.Fine.class::isInstance)) {
            remarks.addAll(inCluster(chart.getFirst().manifest(), history, progress));
        }
        first.stream().skip(2).forEach(remarks::addAll);
        return remarks;
    }

    /// A mistake in the project's own checks would be told only after the app was changed.
    private List<Remark> verification() {
        try {
            Checks.read(shipment.project().checks());
            return List.of();
        } catch (ProjectException e) {
            return List.of(new Remark.Wrong(
                    "The checks of the project cannot be read: %s".formatted(e.getMessage()),
                    "Correct them in the project file."));
        }
    }

    /// When nobody can tell, it may be.
    private boolean isDeployed() {
        try {
            return live.history().newest().isPresent();
        } catch (ClusterException _) {
            return true;
        }
    }

    private List<Remark> reach() {
        String where = "context '%s' at %s"
                .formatted(
                        shipment.cluster().target().context(),
                        shipment.cluster().target().server());
        try {
            return List.of(new Remark.Fine(
                    "Kubernetes %s, %s".formatted(shipment.cluster().version(), where)));
        } catch (ClusterException e) {
            return List.of(
                    startable.getAsBoolean()
                            ? new Remark.Note("the cluster of %s does not answer, and will be started".formatted(where))
                            : new Remark.Wrong(
                                    String.valueOf(e.getMessage()),
                                    "Start the cluster, or choose another context with --context."));
        }
    }

    private List<Remark> inCluster(Manifest manifest, Supplier<ReleaseHistory> history, StepProgress progress) {
        progress.doing("looking at the release, permissions and what the nodes have");
        var checks = new ClusterChecks(shipment, equipment.clock(), way);
        var capacity = new CapacityCheck(shipment.cluster());
        return Parallel.all(List.<Callable<List<Remark>>>of(
                        () -> unlessUnseen(() -> checks.stuck(history.get())),
                        () -> unlessUnseen(checks::namespace),
                        () -> unlessUnseen(() -> checks.permissions(manifest)),
                        () -> unlessUnseen(() -> capacity.of(manifest)),
                        () -> unlessUnseen(() -> checks.secretSources(equipment.environment()))))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    /// What one may not look at is not known to be wrong.
    private static List<Remark> unlessUnseen(Callable<List<Remark>> check) throws Exception {
        try {
            return check.call();
        } catch (ClusterException e) {
            return List.of(new Remark.Note("not looked at: " + e.getMessage()));
        }
    }
}
