package dev.shipmate.conversation;

import dev.shipmate.cluster.ClusterTarget;
import java.util.Optional;

/// Writes down what a session does.
@FunctionalInterface
public interface Witness {
    /// A turn begins.
    ///
    /// @param question without secrets
    Testimony begins(String question);

    /// What is written down of one turn. A [TurnEvent.ChangeDecided] that cannot be written throws an
    /// [java.io.UncheckedIOException], so that nothing is changed which is not on record.
    interface Testimony extends TurnListener {
        /// The turn is over.
        ///
        /// @param target empty when no cluster was looked for
        void ended(TurnResult result, Optional<ClusterTarget> target);
    }
}
