package dev.shipmate.planning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Example questions of each tool, searched with BM25: how much a question is like those of a tool.
final class Examples {
    private static final double K1 = 1.2;
    private static final double B = 0.4;

    private final List<Example> examples = new ArrayList<>();
    private final Map<String, Double> rarity = new HashMap<>();
    private final double meanLength;

    private record Example(String tool, Map<String, Integer> terms, int length) {
        static Example of(String tool, List<String> terms) {
            var counts = new HashMap<String, Integer>();
            terms.forEach(term -> counts.merge(term, 1, Integer::sum));
            return new Example(tool, counts, terms.size());
        }
    }

    Examples() {
        for (String[] cells : ResourceLines.cells("examples.tsv", 2)) {
            examples.add(Example.of(cells[0], List.of(cells[1].split("\\s+"))));
        }
        var containing = new HashMap<String, Integer>();
        for (Example example : examples) {
            example.terms().keySet().forEach(term -> containing.merge(term, 1, Integer::sum));
        }
        int count = examples.size();
        containing.forEach((term, n) -> rarity.put(term, Math.log(1 + (count - n + 0.5) / (n + 0.5))));
        meanLength = examples.stream().mapToInt(Example::length).average().orElse(1);
    }

    /// From 0 to 1 for each tool: the best likeness of one of its examples, 1 for an example itself.
    Map<String, Double> likeness(List<String> terms) {
        double own = score(terms, Example.of("", terms));
        var best = new HashMap<String, Double>();
        for (Example example : examples) {
            double likeness = own == 0 ? 0 : Math.min(1, score(terms, example) / own);
            best.merge(example.tool(), likeness, Math::max);
        }
        return best;
    }

    private double score(List<String> question, Example example) {
        double score = 0;
        double norm = K1 * (1 - B + B * example.length() / meanLength);
        for (String term : new HashSet<>(question)) {
            int frequency = example.terms().getOrDefault(term, 0);
            if (frequency > 0) {
                score += rarity.getOrDefault(term, 0.0) * frequency * (K1 + 1) / (frequency + norm);
            }
        }
        return score;
    }
}
