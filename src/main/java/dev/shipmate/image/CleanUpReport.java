package dev.shipmate.image;

import java.util.List;

/// What a clean-up did.
public record CleanUpReport(List<PlacedImage> removed, List<CleanUpPlan.Kept> kept, List<NotRemoved> failed) {
    public CleanUpReport {
        removed = List.copyOf(removed);
        kept = List.copyOf(kept);
        failed = List.copyOf(failed);
    }

    /// What the removed images took; layers that others share are still there.
    public long bytes() {
        return removed.stream().mapToLong(placed -> placed.image().sizeBytes()).sum();
    }

    /// The removed images as a share of those that could go, from 0 to 1; 1 when there was none.
    public double shareOfRemovable() {
        return share(removed.size() + failed.size());
    }

    /// The removed images as a share of all of the project, from 0 to 1; 1 when there was none.
    public double shareOfAll() {
        return share(removed.size() + failed.size() + kept.size());
    }

    private double share(int of) {
        return of == 0 ? 1 : (double) removed.size() / of;
    }

    public record NotRemoved(PlacedImage image, Problem problem) {}
}
