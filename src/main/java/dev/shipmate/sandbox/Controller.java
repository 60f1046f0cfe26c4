package dev.shipmate.sandbox;

import java.time.Instant;

/// Brings one kind of object to where its spec wants it, one step at a time.
@FunctionalInterface
interface Controller {
    /// When nothing but a change calls for another look.
    Instant NEVER = Instant.MAX;

    /// Looks at everything once. The answer is when to look again even if nothing changes.
    Instant reconcile(Instant now);
}
