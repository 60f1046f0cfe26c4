package dev.shipmate.planning;

import dev.shipmate.tool.Effect;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Orders the tools for one wish by how likely they are, and keeps orders and look-ups apart.
final class Ranking {
    /// So likely must a change be, before a wish that does not sound like an order is taken for one.
    private static final double SURELY_CHANGE = 0.7;

    /// And so likely, when the wish ends in a question mark.
    private static final double SURELY_CHANGE_ASKED = 0.9;

    /// Below this a wish is no order, even if its first word is a verb that changes things.
    private static final double SURELY_NO_CHANGE = 0.05;

    /// Who begins with one of these asks.
    private static final Set<String> ASKING = Set.of(
            "is",
            "are",
            "was",
            "were",
            "do",
            "does",
            "did",
            "has",
            "have",
            "what",
            "which",
            "who",
            "why",
            "how",
            "where",
            "when",
            "can",
            "could",
            "would",
            "should",
            "check",
            "show",
            "list",
            "tell",
            "find",
            "see",
            "verify",
            "explain",
            "describe");

    /// What is spoken of sounds like a change and is none, or is none that can be planned.
    private static final Set<String> NO_ORDERS = Set.of("idiom", "shell");

    private static final Set<String> DESTROYING = Set.of("delete", "uninstall", "clean");

    private final Rules rules = new Rules();
    private final ToolBook tools;
    private final Likelihood likelihood;

    Ranking(ToolBook tools, Likelihood likelihood) {
        this.tools = tools;
        this.likelihood = likelihood;
    }

    /// A tool, and how likely it is the right one, from 0 to 1.
    record Ranked(String tool, Effect effect, double likelihood) {}

    /// All tools, the likeliest that fits first; those that do not fit keep their share of the likelihood, so that
    /// a wish that sounds like one thing and is worded like another is nothing to be sure of.
    List<Ranked> rank(Reading reading) {
        Map<String, Double> likely = likelihood.of(traits(reading));
        boolean orders = orders(reading, likely);
        return likely.entrySet().stream()
                .map(entry -> new Ranked(entry.getKey(), effect(entry.getKey(), reading), entry.getValue()))
                .filter(ranked -> allowed(ranked, orders, reading))
                .sorted(Comparator.<Ranked>comparingInt(ranked -> fits(ranked, orders) ? 0 : 1)
                        .thenComparingDouble(ranked -> -ranked.likelihood())
                        .thenComparing(Ranked::tool))
                .toList();
    }

    Traits traits(Reading reading) {
        boolean orders = reading.clause().mood().orders();
        Comparator<Map.Entry<String, Integer>> heavier = Comparator.comparingInt(rule ->
                (changes(rule.getKey()) == orders || rule.getKey().equals(ToolBook.NONE) ? 1000 : 0) + rule.getValue());
        return Traits.ofWords(reading).with(rules.weigh(reading.features()), heavier.thenComparing(Map.Entry::getKey));
    }

    private boolean orders(Reading reading, Map<String, Double> likely) {
        Mood mood = reading.clause().mood();
        double change = likely.entrySet().stream()
                .filter(entry -> changes(entry.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        if (mood.orders()) {
            return change + likely.getOrDefault(ToolBook.NONE, 0.0) > SURELY_NO_CHANGE;
        }
        List<Word> words = reading.clause().words();
        if (mood.withheld()
                || NO_ORDERS.stream().anyMatch(reading::says)
                || ASKING.contains(words.getFirst().text())) {
            return false;
        }
        return change >= (words.getLast().is("?") ? SURELY_CHANGE_ASKED : SURELY_CHANGE);
    }

    /// A look-up never changes anything, and what destroys is ordered in so many words.
    private static boolean allowed(Ranked ranked, boolean orders, Reading reading) {
        return switch (ranked.effect()) {
            case READ -> true;
            case CHANGE -> orders;
            case DESTROY -> reading.clause().mood().orders() && orders;
        };
    }

    /// An order is never planned as a look-up.
    private static boolean fits(Ranked ranked, boolean orders) {
        return (ranked.effect() != Effect.READ) == orders;
    }

    private boolean changes(String tool) {
        return tools.entry(tool).effect() != Effect.READ;
    }

    /// What no tool covers has the effect of what was ordered.
    private Effect effect(String tool, Reading reading) {
        Mood mood = reading.clause().mood();
        if (!tool.equals(ToolBook.NONE) || !mood.orders()) {
            return tools.entry(tool).effect();
        }
        return DESTROYING.contains(mood.order()) ? Effect.DESTROY : Effect.CHANGE;
    }
}
