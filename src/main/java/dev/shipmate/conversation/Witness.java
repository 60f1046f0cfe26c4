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

    /// What was said so far is forgotten.
    default void forgets() {}

    /// Writes nothing down.
    Witness NOBODY = _ -> new Testimony() {
        @Override
        public void on(TurnEvent event) {}

        @Override
        public void ended(TurnResult result, Optional<ClusterTarget> target) {}
    };

    /// Both of them, the first one first.
    static Witness both(Witness first, Witness second) {
        return new Witness() {
            @Override
            public Testimony begins(String question) {
                return Testimony.both(first.begins(question), second.begins(question));
            }

            @Override
            public void forgets() {
                first.forgets();
                second.forgets();
            }
        };
    }

    /// What is written down of one turn. A [TurnEvent.ChangeDecided] that cannot be written throws an
    /// [java.io.UncheckedIOException], so that nothing is changed which is not on record.
    interface Testimony extends TurnListener {
        /// The turn is over.
        ///
        /// @param target empty when no cluster was looked for
        void ended(TurnResult result, Optional<ClusterTarget> target);

        private static Testimony both(Testimony first, Testimony second) {
            return new Testimony() {
                @Override
                public void on(TurnEvent event) {
                    first.on(event);
                    second.on(event);
                }

                @Override
                public void ended(TurnResult result, Optional<ClusterTarget> target) {
                    first.ended(result, target);
                    second.ended(result, target);
                }
            };
        }
    }
}
