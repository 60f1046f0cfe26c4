package dev.shipmate.image;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What one build came to.
public sealed interface BuildOutcome {
    /// The host has the new image.
    ///
    /// @param steps of the Dockerfile, without the work around them
    /// @param cachedSteps how many of them came from the build cache
    record Built(StoredImage image, int steps, int cachedSteps, Duration took) implements BuildOutcome {}

    /// The host has an image of this project with the same content.
    record AlreadyThere(StoredImage image) implements BuildOutcome {}

    /// A step, or what comes before the steps, went wrong.
    ///
    /// @param step as the builder names it, such as `[build 3/7] RUN npm ci`; empty when none had begun
    /// @param line of the Dockerfile, from 1; 0 when it is not known
    /// @param lastLines the end of the step's output
    record BuildFailed(Path dockerfile, String step, int line, List<String> lastLines, Problem problem)
            implements BuildOutcome {
        public BuildFailed {
            lastLines = List.copyOf(lastLines);
        }
    }

    /// The image was built, or was there, but its history shows a secret to everybody who has it.
    ///
    /// @param instructions the ones that show it, redacted
    record SecretInHistory(StoredImage image, List<String> instructions, Problem problem) implements BuildOutcome {
        public SecretInHistory {
            instructions = List.copyOf(instructions);
        }
    }

    /// The build was not begun, because of what it would send or of what it needs.
    record Refused(Problem problem) implements BuildOutcome {}

    /// Cancelled. No tag was changed; the steps that were done are in the build cache.
    record Stopped() implements BuildOutcome {}
}
