package dev.shipmate.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;

/// Fits the weights of a [Likelihood]: multinomial logistic regression with a quadratic penalty, where any of the
/// right tools of a question will do, by Adam over all questions at once. The same questions give the same weights.
final class Regression {
    private static final double PENALTY = 0.3;
    private static final int ROUNDS = 300;
    private static final double STEP = 0.08;
    private static final double FIRST_MOMENT = 0.9;
    private static final double SECOND_MOMENT = 0.99;
    private static final double SMALLEST = 0.1;
    private static final int LEAST_USES = 2;

    private final List<Sample> samples;
    private final List<String> tools;
    private final Map<String, Integer> places = new TreeMap<>();
    private final double[][] weights;

    /// A wish, and the tools of which each is right for it.
    record Sample(Traits traits, Set<String> tools) {}

    Regression(List<Sample> samples) {
        this.samples = List.copyOf(samples);
        var uses = new TreeMap<String, Integer>();
        var named = new TreeSet<String>();
        for (Sample sample : samples) {
            sample.traits().strengths().keySet().forEach(trait -> uses.merge(trait, 1, Integer::sum));
            named.addAll(sample.tools());
        }
        tools = List.copyOf(named);
        uses.forEach((trait, count) -> {
            if (count >= LEAST_USES) {
                places.put(trait, places.size());
            }
        });
        weights = new double[places.size()][tools.size()];
    }

    Regression fit() {
        var first = new double[places.size()][tools.size()];
        var second = new double[places.size()][tools.size()];
        for (int round = 1; round <= ROUNDS; round++) {
            double[][] gradient = gradient();
            double step = STEP
                    * Math.sqrt(1 - Math.pow(SECOND_MOMENT, round))
                    / (1 - Math.pow(FIRST_MOMENT, round))
                    * Math.min(1, 3.0 * (ROUNDS - round) / ROUNDS);
            for (int trait = 0; trait < weights.length; trait++) {
                for (int tool = 0; tool < tools.size(); tool++) {
                    double slope = gradient[trait][tool] + PENALTY * weights[trait][tool];
                    first[trait][tool] = FIRST_MOMENT * first[trait][tool] + (1 - FIRST_MOMENT) * slope;
                    second[trait][tool] = SECOND_MOMENT * second[trait][tool] + (1 - SECOND_MOMENT) * slope * slope;
                    weights[trait][tool] -= step * first[trait][tool] / (Math.sqrt(second[trait][tool]) + 1e-8);
                }
            }
        }
        return this;
    }

    private double[][] gradient() {
        var gradient = new double[places.size()][tools.size()];
        for (Sample sample : samples) {
            double[] likely = likely(sample.traits());
            double right = 0;
            for (int tool = 0; tool < likely.length; tool++) {
                right += sample.tools().contains(tools.get(tool)) ? likely[tool] : 0;
            }
            for (int tool = 0; tool < likely.length; tool++) {
                likely[tool] -= sample.tools().contains(tools.get(tool)) ? likely[tool] / Math.max(right, 1e-12) : 0;
            }
            sample.traits().strengths().forEach((trait, strength) -> {
                Integer place = places.get(trait);
                for (int tool = 0; place != null && tool < likely.length; tool++) {
                    gradient[place][tool] += strength * likely[tool];
                }
            });
        }
        return gradient;
    }

    private double[] likely(Traits traits) {
        var scores = new double[tools.size()];
        traits.strengths().forEach((trait, strength) -> {
            Integer place = places.get(trait);
            for (int tool = 0; place != null && tool < scores.length; tool++) {
                scores[tool] += strength * weights[place][tool];
            }
        });
        double highest = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            highest = Math.max(highest, score);
        }
        double sum = 0;
        for (int tool = 0; tool < scores.length; tool++) {
            scores[tool] = Math.exp(scores[tool] - highest);
            sum += scores[tool];
        }
        for (int tool = 0; tool < scores.length; tool++) {
            scores[tool] /= sum;
        }
        return scores;
    }

    /// The lines of a weights file: a trait, a tab, and the tools with weights that matter.
    List<String> lines() {
        var lines = new ArrayList<String>();
        places.forEach((trait, place) -> {
            var line = new StringJoiner(" ");
            for (int tool = 0; tool < tools.size(); tool++) {
                double weight = weights[place][tool];
                if (Math.abs(weight) >= SMALLEST) {
                    line.add("%s=%.2f".formatted(tools.get(tool), weight));
                }
            }
            if (line.length() > 0) {
                lines.add("%s\t%s".formatted(trait, line));
            }
        });
        return lines;
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
