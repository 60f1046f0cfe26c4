package dev.shipmate.pipeline;

import dev.shipmate.diagnosis.Diagnosis;
import dev.shipmate.diagnosis.DiagnosisScope;
import dev.shipmate.helm.Releases;
import dev.shipmate.helm.Setting;
import dev.shipmate.image.ImageBuilds;
import dev.shipmate.image.Programs;
import dev.shipmate.project.Project;
import dev.shipmate.verification.Verification;
import java.util.List;

/// The steps of each kind of run, ready to go.
final class ShipmentSteps {
    private final Shipment shipment;
    private final Equipment equipment;
    private final Doors doors;
    private final Releases releases;
    private final LiveRelease live;
    private final VerificationFile verification;
    private final WayBack way;

    ShipmentSteps(Shipment shipment, Equipment equipment, Doors doors, RunFolder folder, RunJournal journal) {
        this.shipment = shipment;
        this.equipment = equipment;
        this.doors = doors;
        this.releases = new Releases(shipment.cluster(), equipment.redactor());
        this.live = LiveRelease.of(shipment, equipment.redactor());
        this.verification = new VerificationFile(folder.verification());
        this.way = new WayBack(journal::failed, journal::bad);
    }

    WayBack way() {
        return way;
    }

    LiveRelease live() {
        return live;
    }

    ImageBuilds.Order builds(boolean noCache) {
        Project project = shipment.project();
        return new ImageBuilds.Order(project.name(), project.images(), project.build(), noCache);
    }

    List<Step> deploy(boolean noCache, List<Setting> settings, RunNotes notes) {
        return List.of(
                check(settings, notes),
                new BuildStep(equipment.docker(), equipment.redactor(), builds(noCache), notes),
                cluster(),
                new LoadStep(equipment.nodes(), notes),
                new SecretsStep(
                        shipment.cluster(),
                        shipment.namespace(),
                        shipment.project().secrets(),
                        equipment.environment(),
                        equipment.redactor()),
                new DeployStep(shipment, equipment, way, settings, notes),
                waiting(),
                expose(),
                new VerifyStep(shipment, verification(), live, notes),
                new CleanUpStep(cleanUps(), shipment.project().cleanUp(), notes));
    }

    CheckStep check(List<Setting> settings, RunNotes notes) {
        return new CheckStep(shipment, equipment, way, cluster()::startable, settings, notes);
    }

    ShipmentVerification verification() {
        return new ShipmentVerification(shipment, releases, new Verification(equipment.clock()), verification);
    }

    CleanUps cleanUps() {
        return new CleanUps(shipment, equipment);
    }

    private ClusterStep cluster() {
        return new ClusterStep(
                shipment.cluster(),
                equipment.runner(),
                Programs.onPath(),
                PortMappings.of(
                        shipment.project().exposed(), shipment.environment().settings()),
                equipment.environment());
    }

    List<Step> rollBack(int revision, RunNotes notes) {
        return List.of(new RollBackStep(shipment, equipment, way, revision, notes), waiting(), expose());
    }

    List<Step> uninstall() {
        return List.of(new UninstallStep(shipment, equipment.helm(), equipment.clock(), way));
    }

    private Step waiting() {
        String release = shipment.project().release();
        var diagnosis = new Diagnosis(shipment.cluster(), equipment.redactor(), equipment.clock());
        var scope = new DiagnosisScope.Release(shipment.namespace(), release);
        return new WaitStep(
                shipment.cluster(),
                shipment.namespace(),
                release,
                equipment.pace(),
                new LastingTrouble(() -> diagnosis.examine(scope), equipment.clock()),
                new CreationRetry(shipment.cluster(), equipment.clock()));
    }

    private Step expose() {
        return new ExposeStep(
                shipment.cluster(),
                shipment.namespace(),
                shipment.project().exposed(),
                doors,
                new AddressChecks(equipment.runner()));
    }
}
