package dev.shipmate.image;

import java.util.List;

/// Which images of a project may go, and which stay and why.
public record CleanUpPlan(String project, List<PlacedImage> removable, List<Kept> kept) {
    public CleanUpPlan {
        removable = List.copyOf(removable);
        kept = List.copyOf(kept);
    }

    /// What the removable images take; layers that they share are counted with each.
    public long bytes() {
        return removable.stream()
                .mapToLong(placed -> placed.image().sizeBytes())
                .sum();
    }

    public record Kept(PlacedImage image, String reason) {}
}
