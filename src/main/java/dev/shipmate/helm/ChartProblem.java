package dev.shipmate.helm;

/// Something about a chart or its values.
///
/// @param where a values path such as `backend.image.tag`, a file of the chart, or empty
public record ChartProblem(Severity severity, String where, String message) {
    /// How Helm's lint marks it.
    public enum Severity {
        INFO,
        WARNING,
        ERROR
    }

    public String display() {
        return where.isEmpty() ? message : "%s: %s".formatted(where, message);
    }
}
