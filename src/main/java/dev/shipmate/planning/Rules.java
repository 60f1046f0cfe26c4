package dev.shipmate.planning;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The hand-written rules: each gives one tool a weight from 0 to 100 when all its conditions hold. A condition is
/// a feature, alternatives `a|b`, or an absence `!a`.
final class Rules {
    private final List<Rule> rules;

    Rules() {
        rules = ResourceLines.cells("rules.tsv", 3).stream()
                .map(cells -> new Rule(cells[0], Integer.parseInt(cells[1]), conditions(cells[2])))
                .toList();
    }

    private record Rule(String tool, int weight, List<Condition> conditions) {
        boolean holds(Set<String> features) {
            for (Condition condition : conditions) {
                if (!condition.holds(features)) {
                    return false;
                }
            }
            return true;
        }
    }

    private record Condition(boolean wanted, List<String> alternatives) {
        boolean holds(Set<String> features) {
            for (String alternative : alternatives) {
                if (features.contains(alternative)) {
                    return wanted;
                }
            }
            return !wanted;
        }
    }

    private static List<Condition> conditions(String text) {
        return Stream.of(text.strip().split("\\s+"))
                .map(word -> word.startsWith("!")
                        ? new Condition(false, List.of(word.substring(1).split("\\|")))
                        : new Condition(true, List.of(word.split("\\|"))))
                .toList();
    }

    /// The weight of the heaviest rule that holds, for each tool that has one.
    Map<String, Integer> weigh(Set<String> features) {
        var weights = new HashMap<String, Integer>();
        for (Rule rule : rules) {
            if (rule.holds(features)) {
                weights.merge(rule.tool(), rule.weight(), Math::max);
            }
        }
        return weights;
    }
}
