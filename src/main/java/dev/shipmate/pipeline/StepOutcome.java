package dev.shipmate.pipeline;

import java.util.List;

/// What a step came to.
public sealed interface StepOutcome {
    /// It did what it is there for, or found it done. `facts` say what, most telling first.
    record Done(List<String> facts) implements StepOutcome {
        public Done {
            facts = List.copyOf(facts);
        }

        public Done(String... facts) {
            this(List.of(facts));
        }
    }

    /// There was nothing to do, or it was left out on purpose.
    record Skipped(String reason) implements StepOutcome {}

    /// It did not work. `evidence` are the lines that show why.
    record Failed(String cause, String suggestion, List<String> evidence) implements StepOutcome {
        public Failed {
            evidence = List.copyOf(evidence);
        }

        public Failed(String cause, String suggestion) {
            this(cause, suggestion, List.of());
        }
    }

    /// It was interrupted; `left` says in what state it left things.
    record Cancelled(String left) implements StepOutcome {}

    /// Whether the steps after it may run.
    default boolean goesOn() {
        return this instanceof Done || this instanceof Skipped;
    }

    /// One word for the journal and for scripts.
    default String word() {
        return switch (this) {
            case Done _ -> "done";
            case Skipped _ -> "skipped";
            case Failed _ -> "failed";
            case Cancelled _ -> "cancelled";
        };
    }
}
