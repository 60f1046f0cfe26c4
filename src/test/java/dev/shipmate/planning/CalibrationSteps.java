package dev.shipmate.planning;

import java.util.ArrayList;
import java.util.List;

/// Turns how likely plans were, and whether they were right, into the steps of a [Calibration]: for each range of
/// likelihood the lower end of what the share of right ones may be, so that few questions promise little.
final class CalibrationSteps {
    private static final List<Double> FROM =
            List.of(0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99);

    /// Nine in ten: how sure the lower end is.
    private static final double DEVIATIONS = 1.28;

    private final int[] seen = new int[FROM.size()];
    private final int[] right = new int[FROM.size()];

    void add(double likelihood, boolean wasRight) {
        int step = FROM.size() - 1;
        while (likelihood < FROM.get(step)) {
            step--;
        }
        seen[step]++;
        right[step] += wasRight ? 1 : 0;
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        double confidence = 0;
        for (int step = 0; step < FROM.size(); step++) {
            confidence = Math.max(confidence, lowerEnd(right[step], seen[step]));
            lines.add("%s\t%s".formatted(Regression.number(FROM.get(step)), Regression.number(confidence)));
        }
        return lines;
    }

    /// The lower end of Wilson's score interval.
    private static double lowerEnd(int right, int seen) {
        if (seen == 0) {
            return 0;
        }
        double z2 = DEVIATIONS * DEVIATIONS;
        double share = right / (double) seen;
        double centre = share + z2 / (2 * seen);
        double spread = DEVIATIONS * Math.sqrt(share * (1 - share) / seen + z2 / (4.0 * seen * seen));
        return Math.max(0, (centre - spread) / (1 + z2 / seen));
    }
}
