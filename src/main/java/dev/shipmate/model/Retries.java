package dev.shipmate.model;

import dev.shipmate.model.ModelException.Code;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;

/// Tries again, after a growing pause, what failed for a passing reason: a lost connection, or a server that
/// said it failed. All tries together keep to one time limit.
final class Retries {
    private final ModelLimits limits;

    Retries(ModelLimits limits) {
        this.limits = limits;
    }

    /// `attempt` gets the time that remains.
    <T> T run(Duration limit, Function<Duration, T> attempt) {
        long deadline = System.nanoTime() + limit.toNanos();
        Duration pause = limits.backoff();
        for (int tried = 0; ; tried++) {
            try {
                return attempt.apply(remaining(deadline));
            } catch (ModelException e) {
                if (tried >= limits.retries()
                        || !passing(e)
                        || remaining(deadline).compareTo(pause) <= 0) {
                    throw e;
                }
            }
            pause(pause);
            pause = pause.multipliedBy(2);
        }
    }

    private static Duration remaining(long deadline) {
        return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    }

    /// An error without a cause is a reply of the server, and 5xx is marked by [PassingFailure].
    private static boolean passing(ModelException failure) {
        return failure.code() == Code.SERVER_ERROR
                && (failure.getCause() instanceof PassingFailure || failure.getCause() instanceof IOException);
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            throw WireFailures.interrupted(e);
        }
    }

    /// Marks a failure that may be gone at the next try, such as status 503.
    static final class PassingFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PassingFailure(int status) {
            super("HTTP status " + status);
        }
    }
}
