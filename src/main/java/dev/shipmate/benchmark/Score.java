package dev.shipmate.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/// What many trials with one setting come to.
///
/// @param right shares from 0 to 1, of all and of each kind; NaN for a kind that was not tried
/// @param calls made in a turn, on average
/// @param tokens read and written by the model in a turn, on average
/// @param took the median of the turns
/// @param invented names, over all trials
/// @param wrongChanges proposed over all trials
public record Score(
        int trials,
        double right,
        double reads,
        double changes,
        double restraint,
        double repairs,
        double calls,
        double tokens,
        Duration took,
        int invented,
        int wrongChanges) {
    public static Score of(List<Trial> trials) {
        List<Duration> times =
                trials.stream().map(trial -> trial.result().took()).sorted().toList();
        return new Score(
                trials.size(),
                right(trials, _ -> true),
                right(trials, Expectation.Facts.class::isInstance),
                right(trials, Expectation.Plan.class::isInstance),
                right(
                        trials,
                        expected -> expected instanceof Expectation.Talk || expected instanceof Expectation.Restraint),
                right(trials, Expectation.Healthy.class::isInstance),
                average(trials, trial -> trial.result().calls().size()),
                average(trials, trial -> trial.result().tokens().total()),
                times.isEmpty() ? Duration.ZERO : times.get(times.size() / 2),
                trials.stream()
                        .mapToInt(trial -> trial.verdict().invented().size())
                        .sum(),
                trials.stream()
                        .mapToInt(trial -> trial.verdict().wrongChanges().size())
                        .sum());
    }

    private static double right(List<Trial> trials, Predicate<Expectation> kind) {
        return trials.stream()
                .filter(trial -> kind.test(trial.task().expected()))
                .mapToInt(trial -> trial.verdict().right() ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    private static double average(List<Trial> trials, ToLongFunction<Trial> measure) {
        return trials.stream().mapToLong(measure).average().orElse(0);
    }
}
