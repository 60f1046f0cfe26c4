package dev.shipmate.planning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the learned ranking sees of one wish: its words alone and in pairs, what they stand for, and which rules
/// hold. Each trait has a strength; a name of the cluster is `OBJ`, a namespace `NS`, a number `NUM`.
record Traits(Map<String, Double> strengths) {
    private static final double PAIR = 0.7;
    private static final double BEST_RULE = 2;
    private static final double FULL_WEIGHT = 100;

    Traits {
        strengths = Map.copyOf(strengths);
    }

    /// What is said, without a look at the rules.
    static Traits ofWords(Reading reading) {
        var strengths = new HashMap<String, Double>();
        strengths.put("always", 1.0);
        strengths.put(reading.clause().mood().orders() ? "mood:order" : "mood:ask", 1.0);
        reading.features().forEach(feature -> strengths.put("is:" + feature, 1.0));
        String before = "^";
        for (String term : terms(reading)) {
            strengths.put("word:" + term, 1.0);
            strengths.put("pair:" + before + " " + term, PAIR);
            before = term;
        }
        strengths.put("pair:" + before + " $", PAIR);
        return new Traits(strengths);
    }

    /// The same, and how much each rule that holds weighs.
    Traits with(Map<String, Integer> weights, Comparator<Map.Entry<String, Integer>> heavier) {
        var all = new HashMap<>(strengths);
        weights.forEach((tool, weight) -> all.put("rule:" + tool, weight / FULL_WEIGHT));
        weights.entrySet().stream().max(heavier).ifPresent(best -> all.put("best:" + best.getKey(), BEST_RULE));
        return new Traits(all);
    }

    private static List<String> terms(Reading reading) {
        var terms = new ArrayList<String>();
        for (Word word : reading.clause().words()) {
            if (!word.punctuation() || word.is("?")) {
                terms.add(term(word, reading.links()));
            }
        }
        return terms;
    }

    private static String term(Word word, Links links) {
        if (links.objects().stream().anyMatch(link -> link.typed().equalsIgnoreCase(word.typed()))) {
            return "OBJ";
        }
        if (word.text().equals(links.namespace())) {
            return "NS";
        }
        return word.text().matches("\\d+") ? "NUM" : word.text();
    }
}
