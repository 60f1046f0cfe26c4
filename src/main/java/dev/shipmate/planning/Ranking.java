package dev.shipmate.planning;

import dev.shipmate.tool.Effect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Orders the tools for one clause: rules first, likeness to example questions beside them.
final class Ranking {
    /// What full likeness to an example adds to a rule's weight.
    private static final double LIKENESS = 12;

    /// Without a rule, likeness alone is worth this much.
    private static final double LIKENESS_ALONE = 40;

    private final Rules rules = new Rules();
    private final Evidence support = new Evidence(rules);
    private final Examples examples = new Examples();
    private final ToolBook tools;

    Ranking(ToolBook tools) {
        this.tools = tools;
    }

    /// A tool with its score, and the evidence from 0 to 1 that it is the right one.
    record Ranked(String tool, Effect effect, double score, double evidence) {}

    List<Ranked> rank(Reading reading) {
        Map<String, Integer> weights = rules.weigh(reading.features());
        Map<String, Double> likeness = examples.likeness(terms(reading));
        var scores = new HashMap<String, Double>();
        weights.forEach((tool, weight) -> scores.put(tool, weight + LIKENESS * likeness.getOrDefault(tool, 0.0)));
        likeness.forEach((tool, like) -> scores.putIfAbsent(tool, LIKENESS_ALONE * like));
        List<Ranked> ranked = scores.entrySet().stream()
                .map(entry -> new Ranked(entry.getKey(), effect(entry.getKey(), reading), entry.getValue(), 0))
                .filter(tool -> !forbidden(tool, reading))
                .sorted(Comparator.<Ranked>comparingInt(tool -> fits(tool, reading) ? 0 : 1)
                        .thenComparingDouble(tool -> -tool.score())
                        .thenComparing(Ranked::tool))
                .toList();
        return withEvidence(ranked, weights, likeness, reading);
    }

    private List<Ranked> withEvidence(
            List<Ranked> ranked, Map<String, Integer> weights, Map<String, Double> likeness, Reading reading) {
        Ranked best = ranked.getFirst();
        double next =
                ranked.stream().skip(1).mapToDouble(Ranked::score).findFirst().orElse(0);
        int weight = weights.getOrDefault(best.tool(), 0);
        double evidence = support.of(best.tool(), best.score() - next, weight, likeness, reading);
        var result = new ArrayList<>(ranked);
        result.set(0, new Ranked(best.tool(), best.effect(), best.score(), evidence));
        return result;
    }

    /// An order is never planned as a look-up first, nor the other way round.
    private static boolean fits(Ranked tool, Reading reading) {
        return (tool.effect() != Effect.READ) == reading.clause().mood().orders();
    }

    private static boolean forbidden(Ranked tool, Reading reading) {
        return tool.effect() != Effect.READ && !reading.clause().mood().orders();
    }

    Effect effect(String tool, Reading reading) {
        if (!tool.equals(ToolBook.NONE)) {
            return tools.entry(tool).effect();
        }
        if (!reading.clause().mood().orders()) {
            return Effect.READ;
        }
        return Set.of("delete", "uninstall", "clean")
                        .contains(reading.clause().mood().order())
                ? Effect.DESTROY
                : Effect.CHANGE;
    }

    private static List<String> terms(Reading reading) {
        var terms = new ArrayList<String>();
        for (Word word : reading.clause().words()) {
            boolean name = reading.links().objects().stream()
                    .anyMatch(link -> link.typed().equalsIgnoreCase(word.typed()));
            if (word.punctuation()) {
                continue;
            }
            terms.add(
                    name
                            ? "OBJ"
                            : word.text().equals(reading.links().namespace())
                                    ? "NS"
                                    : word.text().matches("\\d+") ? "NUM" : word.text());
        }
        return terms;
    }
}
