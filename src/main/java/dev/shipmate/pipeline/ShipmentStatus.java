package dev.shipmate.pipeline;

import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.helm.ReleaseHistory;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How a shipment is: what Helm keeps, what runs, where it answers, and how the last run and verification ended.
///
/// @param images references that the pods' templates name
public record ShipmentStatus(
        ReleaseHistory history,
        List<WorkloadView> workloads,
        List<String> images,
        List<Address> addresses,
        Optional<RunJournal.Run> lastRun,
        Optional<LastVerification> lastVerification) {
    public ShipmentStatus {
        workloads = List.copyOf(workloads);
        images = List.copyOf(images);
        addresses = List.copyOf(addresses);
    }

    /// Where a person opens the app.
    ///
    /// @param answer such as `200`, or what is in the way
    public record Address(URI url, boolean answers, String answer) {}

    /// How the newest verification ended.
    ///
    /// @param revision that was verified; 0 when it is not known
    public record LastVerification(Instant at, int revision, boolean passed, String summary) {}
}
