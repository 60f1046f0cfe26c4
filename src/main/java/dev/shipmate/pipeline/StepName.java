package dev.shipmate.pipeline;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The steps that bring an app to a cluster, in their order. A roll-back has its own step in place of the deploy;
/// uninstalling has a single one.
public enum StepName {
    CHECK,
    BUILD,
    CLUSTER,
    LOAD,
    SECRETS,
    DEPLOY,
    ROLL_BACK,
    WAIT,
    EXPOSE,
    VERIFY,
    CLEAN_UP,
    UNINSTALL;

    /// As users read and write it: `clean-up`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<StepName> find(String word) {
        return Arrays.stream(values()).filter(step -> step.word().equals(word)).findFirst();
    }
}
