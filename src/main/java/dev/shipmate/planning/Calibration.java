package dev.shipmate.planning;

import java.util.List;

/// How often a plan of a given likelihood was right on questions that had no part in the learning: steps that only
/// rise. `bench/planner-train` writes them.
final class Calibration {
    private final List<Step> steps;

    private record Step(double likelihood, double confidence) {}

    private Calibration(List<String[]> lines) {
        steps = lines.stream()
                .map(cells -> new Step(Double.parseDouble(cells[0]), Double.parseDouble(cells[1])))
                .toList();
    }

    static Calibration learned() {
        return new Calibration(ResourceLines.cells("calibration.tsv", 2));
    }

    double confidence(double likelihood) {
        double confidence = 0;
        for (Step step : steps) {
            if (likelihood >= step.likelihood()) {
                confidence = step.confidence();
            }
        }
        return confidence;
    }
}
