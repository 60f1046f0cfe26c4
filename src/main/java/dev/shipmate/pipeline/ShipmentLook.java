package dev.shipmate.pipeline;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.Parallel;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.helm.Releases;
import dev.shipmate.project.ExposeSpec;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/// Looks how a shipment is: its workloads, and what its addresses answer.
final class ShipmentLook {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(3);
    private static final List<ResourceKind> RUNNING =
            List.of(KnownKinds.DEPLOYMENTS, KnownKinds.STATEFUL_SETS, KnownKinds.DAEMON_SETS, KnownKinds.CRON_JOBS);

    private final Shipment shipment;
    private final Releases releases;
    private final RunJournal journal;
    private final VerificationFile verification;

    ShipmentLook(Shipment shipment, Releases releases, RunJournal journal, VerificationFile verification) {
        this.shipment = shipment;
        this.releases = releases;
        this.journal = journal;
        this.verification = verification;
    }

    ShipmentStatus status() {
        List<WorkloadView> workloads = workloads();
        return new ShipmentStatus(
                releases.history(shipment.release()),
                workloads,
                workloads.stream()
                        .flatMap(workload -> workload.images().stream())
                        .map(WorkloadView.ContainerImage::image)
                        .distinct()
                        .sorted()
                        .toList(),
                addresses(),
                journal.newest(),
                verification.read());
    }

    private List<WorkloadView> workloads() {
        Cluster cluster = shipment.cluster();
        String selector = ReleasePods.label(shipment.project().release());
        return Parallel.all(RUNNING.stream()
                        .<Callable<List<WorkloadView>>>map(
                                kind -> () -> cluster.workloads(kind, shipment.namespace(), selector))
                        .toList())
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<ShipmentStatus.Address> addresses() {
        List<ExposeSpec> exposed = shipment.project().exposed();
        if (exposed.isEmpty()) {
            return List.of();
        }
        try (var probe = new AddressProbe(ANSWER_LIMIT)) {
            return Parallel.all(exposed.stream()
                    .<Callable<ShipmentStatus.Address>>map(one -> () -> ask(probe, one.url()))
                    .toList());
        }
    }

    private static ShipmentStatus.Address ask(AddressProbe probe, URI url) throws InterruptedException {
        return switch (probe.ask(url)) {
            case AddressProbe.Answer.Status status ->
                new ShipmentStatus.Address(url, status.works(), String.valueOf(status.code()));
            case AddressProbe.Answer.Silence(String reason) -> new ShipmentStatus.Address(url, false, reason);
        };
    }
}
