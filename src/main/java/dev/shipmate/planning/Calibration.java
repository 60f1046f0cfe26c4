package dev.shipmate.planning;

import java.util.List;

/// How often a plan with a given evidence was right, as learnt from labelled questions: steps that only rise.
final class Calibration {
    private final List<Step> steps;

    private record Step(double evidence, double confidence) {}

    Calibration() {
        steps = ResourceLines.cells("calibration.tsv", 2).stream()
                .map(cells -> new Step(Double.parseDouble(cells[0]), Double.parseDouble(cells[1])))
                .toList();
    }

    double confidence(double evidence) {
        double confidence = 0;
        for (Step step : steps) {
            if (evidence >= step.evidence()) {
                confidence = step.confidence();
            }
        }
        return confidence;
    }
}
