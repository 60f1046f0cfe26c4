package dev.shipmate.verification;

import dev.shipmate.cluster.RolloutPace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Runs the checks of a deployed app.
///
/// A check that fails does not keep the others from running; one that needs what it should have captured is not
/// checked. Checks that clean up run at the end whatever happened, also when the thread was interrupted: a second
/// interrupt ends them, too. The flag is set again afterwards.
public final class Verification {
    private final Clock clock;
    private final RolloutPace pace;

    public Verification(Clock clock) {
        this(clock, RolloutPace.usual());
    }

    /// @param pace how often and how long pods are looked at; a check's own limit is stronger
    Verification(Clock clock, RolloutPace pace) {
        this.clock = clock;
        this.pace = pace;
    }

    public VerificationReport run(List<Check> checks, DeployedApp app, Consumer<VerificationEvent> listener) {
        List<Check> ordered = Stream.concat(
                        checks.stream().filter(check -> !check.cleanup()),
                        checks.stream().filter(Check::cleanup))
                .toList();
        Instant started = clock.instant();
        long begun = System.nanoTime();
        try (var sender = new HttpSender()) {
            List<CheckResult> results = new Run(app, sender, ordered, listener).all();
            return new VerificationReport(app.release(), results, started, since(begun));
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /// One run, with the values that it makes and captures.
    private final class Run {
        private final List<Check> checks;
        private final Consumer<VerificationEvent> listener;
        private final HiddenValues hidden = new HiddenValues();
        private final List<CheckResult> results = new ArrayList<>();
        private final HttpRun http;
        private final PodsRun pods;
        private final RestartRun restarts;
        private final TokenRun tokens;
        private final ConnectionsRun connections;

        Run(DeployedApp app, HttpSender sender, List<Check> checks, Consumer<VerificationEvent> listener) {
            var values = new RunValues(app.origin(), hidden);
            var requests = new Requests(app, values, sender);
            this.checks = checks;
            this.listener = listener;
            this.http = new HttpRun(requests, values, hidden, pace.betweenLooks());
            this.pods = new PodsRun(app, pace.betweenLooks());
            this.restarts = new RestartRun(app, pace);
            this.tokens = new TokenRun(requests, values, hidden);
            this.connections = new ConnectionsRun(app, requests);
        }

        List<CheckResult> all() {
            try {
                checks.stream().filter(check -> !check.cleanup()).forEach(this::one);
            } finally {
                boolean stopped = Thread.interrupted();
                checks.stream().filter(Check::cleanup).forEach(this::one);
                if (stopped) {
                    Thread.currentThread().interrupt();
                }
            }
            return results;
        }

        private void one(Check check) {
            listener.accept(new VerificationEvent.Started(check, results.size() + 1, checks.size()));
            long begun = System.nanoTime();
            Outcome outcome = Thread.currentThread().isInterrupted() ? Outcome.stopped() : ifPossible(check);
            var result = new CheckResult(check, told(outcome), since(begun));
            results.add(result);
            listener.accept(new VerificationEvent.Finished(result));
        }

        private Outcome ifPossible(Check check) {
            boolean ready = check.after().isEmpty()
                    || results.stream()
                            .anyMatch(result -> result.check().name().equals(check.after())
                                    && result.outcome() instanceof Outcome.Passed);
            return ready
                    ? run(check)
                    : new Outcome.NotChecked(
                            "it comes after '%s', which did not pass or was left out".formatted(check.after()));
        }

        private Outcome run(Check check) {
            Consumer<String> progress =
                    text -> listener.accept(new VerificationEvent.Progress(check, hidden.hide(text)));
            return switch (check) {
                case HttpCheck request -> http.run(request, progress);
                case PodsCheck wanted -> pods.run(wanted, progress);
                case RestartCheck restart -> restarts.run(restart, progress);
                case TokenCheck token -> tokens.run(token);
                case ConnectionsCheck outside -> connections.run(outside);
            };
        }

        /// What may leave the run: nothing secret is in it.
        private Outcome told(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Passed(List<String> notes) ->
                    new Outcome.Passed(notes.stream().map(hidden::hide).toList());
                case Outcome.Failed(String where, String expected, String seen, String suggestion) ->
                    new Outcome.Failed(where, hidden.hide(expected), hidden.hide(seen), suggestion);
                case Outcome.NotChecked(String reason) -> new Outcome.NotChecked(hidden.hide(reason));
            };
        }
    }
}
