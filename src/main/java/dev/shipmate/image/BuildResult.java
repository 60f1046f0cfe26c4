package dev.shipmate.image;

import dev.shipmate.project.ImageSpec;

/// What became of one image of a project.
///
/// @param reference the repository with the content tag; empty when the content could not be read
public record BuildResult(ImageSpec image, String reference, BuildOutcome outcome) {
    /// Whether the host has the image.
    public boolean successful() {
        return switch (outcome) {
            case BuildOutcome.Built _, BuildOutcome.AlreadyThere _ -> true;
            case BuildOutcome.BuildFailed _,
                    BuildOutcome.SecretInHistory _,
                    BuildOutcome.Refused _,
                    BuildOutcome.Stopped _ -> false;
        };
    }
}
