package dev.shipmate.pipeline;

import dev.shipmate.image.CleanUpPlan;
import dev.shipmate.image.CleanUpReport;
import dev.shipmate.image.PlacedImage;
import dev.shipmate.image.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Cleans up while no run is at work: an image that one has just built is not in use yet.
final class LockedCleanUp {
    private final Shipment shipment;
    private final RunFolder folder;
    private final CleanUps cleanUps;

    LockedCleanUp(Shipment shipment, RunFolder folder, CleanUps cleanUps) {
        this.shipment = shipment;
        this.folder = folder;
        this.cleanUps = cleanUps;
    }

    CleanUpReport run(CleanUpPlan plan, Consumer<PlacedImage> removing) {
        Optional<RunLock> lock;
        try {
            folder.create();
            lock = RunLock.take(folder.lock());
        } catch (IOException | UncheckedIOException e) {
            return untouched(
                    plan,
                    new Problem(
                            "%s cannot be locked: %s".formatted(shipment.display(), e.getMessage()),
                            "Check the permissions of %s."
                                    .formatted(folder.lock().getParent())));
        }
        if (lock.isEmpty()) {
            return untouched(
                    plan,
                    new Problem(
                            "Another run is at work: process %s.".formatted(RunLock.owner(folder.lock())),
                            "Wait until it ends, and clean up again."));
        }
        try (RunLock _ = lock.get()) {
            return cleanUps.run(plan, removing);
        }
    }

    private static CleanUpReport untouched(CleanUpPlan plan, Problem problem) {
        return new CleanUpReport(
                List.of(),
                plan.kept(),
                plan.removable().stream()
                        .map(image -> new CleanUpReport.NotRemoved(image, problem))
                        .toList());
    }
}
