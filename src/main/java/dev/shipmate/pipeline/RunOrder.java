package dev.shipmate.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What a run sets out to do, as it is written down before its first step.
///
/// @param steps its steps; those of a run that goes on after another begin where that one ended
public record RunOrder(Kind kind, List<StepName> steps, RunInputs inputs) {
    public RunOrder {
        steps = List.copyOf(steps);
    }

    /// What a run is for.
    public enum Kind {
        DEPLOY,
        /// Some steps of a deploy only, such as building and loading.
        PART,
        ROLL_BACK,
        /// What a deploy did by itself when it had failed; it belongs to the run before it.
        PUT_BACK,
        UNINSTALL,
        UNKNOWN;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Kind of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst()
                    .orElse(UNKNOWN);
        }
    }

    static RunOrder unknown() {
        return new RunOrder(Kind.UNKNOWN, List.of(), RunInputs.none());
    }
}
