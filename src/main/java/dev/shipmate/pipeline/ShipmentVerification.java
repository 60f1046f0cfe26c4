package dev.shipmate.pipeline;

import dev.shipmate.cluster.ClusterException;
import dev.shipmate.helm.ReleaseHook;
import dev.shipmate.helm.ReleaseRevision;
import dev.shipmate.helm.Releases;
import dev.shipmate.helm.StoredRelease;
import dev.shipmate.verification.Check;
import dev.shipmate.verification.DeployedApp;
import dev.shipmate.verification.Verification;
import dev.shipmate.verification.VerificationEvent;
import dev.shipmate.verification.VerificationReport;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Runs checks against the app of a shipment, with what Helm made of its chart, and keeps the report.
final class ShipmentVerification {
    private final Shipment shipment;
    private final Releases releases;
    private final Verification verification;
    private final VerificationFile kept;

    ShipmentVerification(Shipment shipment, Releases releases, Verification verification, VerificationFile kept) {
        this.shipment = shipment;
        this.releases = releases;
        this.verification = verification;
        this.kept = kept;
    }

    /// A report of a run that was interrupted is not kept: some of its checks were not made.
    ///
    /// @param restarts whether checks may delete pods
    VerificationReport run(List<Check> checks, URI url, boolean restarts, Consumer<VerificationEvent> listener) {
        try (var services = new ForwardedServices(shipment.cluster(), shipment.namespace())) {
            var app = new DeployedApp(
                    url, shipment.cluster(), shipment.project().release(), services, this::manifests, restarts);
            VerificationReport report = verification.run(checks, app, listener);
            if (!Thread.currentThread().isInterrupted()) {
                kept.write(report, newest());
            }
            return report;
        }
    }

    private int newest() {
        try {
            return releases.history(shipment.release())
                    .newest()
                    .map(ReleaseRevision::number)
                    .orElse(0);
        } catch (ClusterException _) {
            return 0;
        }
    }

    /// What Helm made of the chart; nothing when that cannot be read.
    private List<String> manifests() {
        return releases.history(shipment.release())
                .newest()
                .map(ReleaseRevision::number)
                .flatMap(revision -> releases.find(shipment.release(), revision))
                .map(ShipmentVerification::manifests)
                .orElse(List.of());
    }

    private static List<String> manifests(StoredRelease stored) {
        return switch (stored) {
            case StoredRelease.Intact intact -> {
                var all = new ArrayList<String>(List.of(intact.manifest()));
                intact.hooks().stream().map(ReleaseHook::manifest).forEach(all::add);
                yield all;
            }
            case StoredRelease.Damaged _ -> List.of();
        };
    }
}
