package dev.shipmate.pipeline;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The steps of a deploy, in their order.
public enum StepName {
    CHECK,
    BUILD,
    LOAD,
    SECRETS,
    DEPLOY,
    WAIT,
    EXPOSE,
    VERIFY,
    CLEAN_UP;

    /// As users read and write it: `clean-up`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<StepName> find(String word) {
        return Arrays.stream(values()).filter(step -> step.word().equals(word)).findFirst();
    }
}
