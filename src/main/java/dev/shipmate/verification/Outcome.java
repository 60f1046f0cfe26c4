package dev.shipmate.verification;

import java.util.List;

/// What a check came to.
public sealed interface Outcome {
    /// It held; `notes` say how far it looked, where that is not plain from its name.
    record Passed(List<String> notes) implements Outcome {
        public Passed {
            notes = List.copyOf(notes);
        }
    }

    /// It did not hold. `where` is the request or object that was asked.
    record Failed(String where, String expected, String seen, String suggestion) implements Outcome {}

    /// Nobody knows, and why.
    record NotChecked(String reason) implements Outcome {}

    static Outcome passed(String... notes) {
        return new Passed(List.of(notes));
    }

    static Outcome stopped() {
        return new NotChecked("it was stopped");
    }
}
