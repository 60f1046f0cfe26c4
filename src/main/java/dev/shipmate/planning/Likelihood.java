package dev.shipmate.planning;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How likely each tool is the right one for a wish, as learned from labelled questions: a multinomial logistic
/// regression over [Traits]. `bench/planner-train` writes its weights, and docs/decisions/0007 says why it is there.
final class Likelihood {
    /// Lines in the order of their traits, each ended: a trait, a tab, and the tools with their weights, such as
    /// `scale=1.25 top=-0.4`. They are searched as they stand, because a question needs few of them.
    private final String lines;

    /// @param sorted the lines, in the natural order of the traits
    Likelihood(List<String> sorted) {
        this(String.join("\n", sorted) + "\n");
    }

    private Likelihood(String lines) {
        this.lines = lines;
    }

    static Likelihood learned() {
        return new Likelihood(ResourceLines.text("weights.tsv"));
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
        String line = weights(trait);
        if (line.isEmpty()) {
            return;
        }
        for (String part : line.split(" ", -1)) {
            int at = part.indexOf('=');
            scores.merge(part.substring(0, at), strength * Double.parseDouble(part.substring(at + 1)), Double::sum);
        }
    }

    /// What stands behind a trait, or nothing.
    private String weights(String trait) {
        int from = 0;
        int to = lines.length();
        while (from < to) {
            int start = lines.lastIndexOf('\n', (from + to) / 2 - 1) + 1;
            int tab = lines.indexOf('\t', start);
            if (tab < 0) {
                return "";
            }
            int end = lines.indexOf('\n', tab);
            int order = lines.substring(start, tab).compareTo(trait);
            if (order == 0) {
                return lines.substring(tab + 1, end);
            }
            if (order < 0) {
                from = end + 1;
            } else {
                to = start;
            }
        }
        return "";
    }
}
