package dev.shipmate.planning;

import dev.shipmate.planning.PlannerScore.Verdict;
import java.util.List;
import java.util.Locale;

/// The benchmark as people read it: shares, calibration by bins, and every question that went wrong.
final class PlannerScoreTable {
    private static final double[] BINS = {0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01};

    private PlannerScoreTable() {}

    static String of(String title, PlannerScore score) {
        boolean tools = score.verdicts().stream()
                .anyMatch(verdict -> !verdict.question().tools().isEmpty());
        boolean targets = score.verdicts().stream()
                .anyMatch(verdict -> !verdict.question().targets().isEmpty());
        var text = new StringBuilder(
                "%s: %d questions%n".formatted(title, score.verdicts().size()));
        text.append(row("right tool", tools ? percent(score.share(Verdict::toolRight)) : "not labelled"));
        text.append(row("right effect", percent(score.share(Verdict::effectRight))));
        text.append(row("right target", targets ? percent(score.share(Verdict::targetRight)) : "not labelled"));
        text.append(row("reads planned as changes", Long.toString(score.count(Verdict::unsafe))));
        text.append(row("precision at >= 0.90", percent(score.precision())));
        text.append(row("coverage at >= 0.90", percent(score.coverage())));
        text.append("\nconfidence     questions   right   mean confidence\n");
        for (int bin = 0; bin + 1 < BINS.length; bin++) {
            text.append(bin(BINS[bin], BINS[bin + 1], score.within(BINS[bin], BINS[bin + 1])));
        }
        text.append("\nwrong\n");
        score.verdicts().stream()
                .filter(verdict -> !verdict.right() || (targets && !verdict.targetRight()))
                .forEach(verdict -> text.append(wrong(verdict)));
        return text.toString();
    }

    private static String row(String name, String value) {
        return "  %-26s %s%n".formatted(name, value);
    }

    private static String bin(double from, double to, List<Verdict> verdicts) {
        double mean =
                verdicts.stream().mapToDouble(Verdict::confidence).average().orElse(0);
        return String.format(
                Locale.ROOT,
                "%.2f - %.2f    %9d  %6s   %.2f%n",
                from,
                Math.min(1, to),
                verdicts.size(),
                verdicts.isEmpty() ? "-" : percent(PlannerScore.share(verdicts, Verdict::right)),
                mean);
    }

    private static String wrong(Verdict verdict) {
        String calls = String.join(
                "; ",
                verdict.plan().steps().stream()
                        .map(step -> step.call().display())
                        .toList());
        return String.format(
                Locale.ROOT,
                "  %.2f  %s%n        wanted %s %s %s; planned %s%n",
                verdict.confidence(),
                verdict.question().text(),
                String.join(",", verdict.question().tools()),
                verdict.question().effect(),
                String.join("|", verdict.question().targets()),
                calls.isEmpty() ? verdict.plan().topic() : calls);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
