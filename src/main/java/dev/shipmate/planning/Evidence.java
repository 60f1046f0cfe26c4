package dev.shipmate.planning;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How much speaks for the tool that came first, from 0 to 1: the weight of its rule, its lead, its likeness to
/// known questions; and against it, every word of the question that the tool has no use for.
final class Evidence {
    private static final double FULL_WEIGHT = 100;
    private static final double FULL_LEAD = 12;

    private static final double RULE = 0.6;
    private static final double LEAD = 0.2;
    private static final double AGREEMENT = 0.2;

    private static final double LEFTOVER = 0.1;
    private static final double SURPRISE = 0.06;
    private static final double UNUSED_WORD = 0.03;

    private final Rules rules;
    private final Set<String> neutral = new HashSet<>();

    Evidence(Rules rules) {
        this.rules = rules;
        for (String line : ResourceLines.of("neutral.txt")) {
            neutral.addAll(List.of(line.strip().split("\\s+")));
        }
    }

    double of(String tool, double lead, int weight, Map<String, Double> likeness, Reading reading) {
        double best = likeness.values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        double agreement = best == 0 ? 0 : likeness.getOrDefault(tool, 0.0) / best;
        double support =
                RULE * weight / FULL_WEIGHT + LEAD * Math.clamp(lead / FULL_LEAD, 0, 1) + AGREEMENT * agreement;
        double doubt = LEFTOVER * reading.links().leftover().size()
                + SURPRISE * surprises(tool, reading)
                + UNUSED_WORD * reading.unusedWords();
        return Math.clamp(support - doubt, 0, 1);
    }

    /// Concepts that were spoken of and that no rule of the tool asks for.
    private long surprises(String tool, Reading reading) {
        Set<String> mentioned = rules.mentions(tool);
        return reading.features().stream()
                .filter(feature -> !neutral.contains(feature) && !mentioned.contains(feature))
                .filter(feature -> !feature.contains(":"))
                .count();
    }
}
