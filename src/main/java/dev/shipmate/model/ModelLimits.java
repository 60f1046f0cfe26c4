package dev.shipmate.model;

import java.time.Duration;

/// How long a server may take before a call to it is given up, and how often a call is tried.
///
/// @param connect until the connection stands
/// @param firstSign until the first byte of a reply: loading the model and reading the prompt happen before it
/// @param silence between two pieces of a streamed reply
/// @param decision for one whole decision
/// @param answer for one whole written answer
/// @param retries after a lost connection or a server error; 0 or more
/// @param backoff before the first retry; it doubles with each
public record ModelLimits(
        Duration connect,
        Duration firstSign,
        Duration silence,
        Duration decision,
        Duration answer,
        int retries,
        Duration backoff) {
    public static final ModelLimits DEFAULT = new ModelLimits(
            Duration.ofSeconds(5),
            Duration.ofMinutes(3),
            Duration.ofSeconds(45),
            Duration.ofMinutes(3),
            Duration.ofMinutes(5),
            2,
            Duration.ofMillis(300));

    public ModelLimits {
        if (retries < 0) {
            throw new IllegalArgumentException("retries is negative: " + retries);
        }
    }
}
