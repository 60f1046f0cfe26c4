package dev.shipmate.planning;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How likely each tool is the right one for a wish, as learned from labelled questions: a multinomial logistic
/// regression over [Traits]. `bench/planner-train` writes its weights, and docs/decisions/0007 says why it is there.
final class Likelihood {
    /// The tools with their weights as written, `scale=1.25 top=-0.4`: few of the lines are ever needed.
    private final Map<String, String> weights = new HashMap<>();

    /// @param lines a trait, a tab, and the tools with their weights
    Likelihood(List<String> lines) {
        for (String line : lines) {
            int tab = line.indexOf('\t');
            weights.put(line.substring(0, tab), line.substring(tab + 1));
        }
    }

    static Likelihood learned() {
        return new Likelihood(ResourceLines.of("weights.tsv"));
    }

    /// The probability of every tool that has a weight; they add up to 1.
    Map<String, Double> of(Traits traits) {
        var scores = new HashMap<String, Double>();
        traits.strengths().forEach((trait, strength) -> add(trait, strength, scores));
        double highest =
                scores.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        scores.replaceAll((_, score) -> Math.exp(score - highest));
        double sum = scores.values().stream().mapToDouble(Double::doubleValue).sum();
        scores.replaceAll((_, score) -> score / sum);
        return scores;
    }

    private void add(String trait, double strength, Map<String, Double> scores) {
        String line = weights.get(trait);
        if (line == null) {
            return;
        }
        for (String part : line.split(" ", -1)) {
            int at = part.indexOf('=');
            scores.merge(part.substring(0, at), strength * Double.parseDouble(part.substring(at + 1)), Double::sum);
        }
    }
}
