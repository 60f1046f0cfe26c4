package dev.shipmate.helm;

import java.util.List;
import java.util.Set;

/// The images that a roll-back may need, and the release records that could not be read.
public record RetainedImages(Set<String> images, List<StoredRelease.Damaged> damaged) {
    public RetainedImages {
        images = Set.copyOf(images);
        damaged = List.copyOf(damaged);
    }

    /// Whether nothing was passed over.
    public boolean complete() {
        return damaged.isEmpty();
    }
}
