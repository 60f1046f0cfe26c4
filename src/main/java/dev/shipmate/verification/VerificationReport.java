package dev.shipmate.verification;

import dev.shipmate.verification.ReportLine.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the checks of one run came to. No secret value of the run is in it.
public record VerificationReport(String release, List<CheckResult> results, Instant started, Duration took) {
    public VerificationReport {
        results = List.copyOf(results);
    }

    /// Whether no check failed. Some may not have been made.
    public boolean passed() {
        return count(Mark.FAILED) == 0;
    }

    public long count(Mark mark) {
        return results.stream().filter(result -> mark(result.outcome()) == mark).count();
    }

    /// A line for each check, and one that sums them up.
    public List<ReportLine> lines() {
        var lines = new ArrayList<ReportLine>();
        results.forEach(result -> lines.add(new ReportLine(
                mark(result.outcome()),
                "%s (%s)".formatted(result.check().name(), seconds(result.took())),
                details(result.outcome()))));
        lines.add(new ReportLine(passed() ? Mark.PASSED : Mark.FAILED, summary(), List.of()));
        return lines;
    }

    /// The report as `-o json` prints it; `docs/verification.md` says what the fields mean.
    public ObjectNode json() {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("release", release);
        report.put("passed", passed());
        report.put("started", started.toString());
        report.put("milliseconds", took.toMillis());
        report.putObject("counts")
                .put("passed", count(Mark.PASSED))
                .put("failed", count(Mark.FAILED))
                .put("notChecked", count(Mark.NOT_CHECKED));
        var checks = report.putArray("checks");
        results.forEach(result -> checks.add(json(result)));
        return report;
    }

    /// The report as build servers read it.
    public String junitXml() {
        return JUnitXml.of(this);
    }

    static Mark mark(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Passed _ -> Mark.PASSED;
            case Outcome.Failed _ -> Mark.FAILED;
            case Outcome.NotChecked _ -> Mark.NOT_CHECKED;
        };
    }

    static List<String> details(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Passed(List<String> notes) -> notes;
            case Outcome.Failed(String where, String expected, String seen, String suggestion) ->
                List.of("asked: " + where, "expected: " + expected, "seen: " + seen, suggestion);
            case Outcome.NotChecked(String reason) -> List.of("not checked: " + reason);
        };
    }

    /// One line that sums it up.
    public String summary() {
        return "%d passed, %d failed, %d not checked, in %s"
                .formatted(count(Mark.PASSED), count(Mark.FAILED), count(Mark.NOT_CHECKED), seconds(took));
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }

    private static ObjectNode json(CheckResult result) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", result.check().name());
        json.put("kind", kind(result.check()));
        json.put("place", result.check().place());
        json.put("cleanup", result.check().cleanup());
        json.put("milliseconds", result.took().toMillis());
        switch (result.outcome()) {
            case Outcome.Passed(List<String> notes) -> {
                json.put("outcome", "passed");
                var texts = json.putArray("notes");
                notes.forEach(texts::add);
            }
            case Outcome.Failed(String where, String expected, String seen, String suggestion) ->
                json.put("outcome", "failed")
                        .put("where", where)
                        .put("expected", expected)
                        .put("seen", seen)
                        .put("suggestion", suggestion);
            case Outcome.NotChecked(String reason) ->
                json.put("outcome", "notChecked").put("reason", reason);
        }
        return json;
    }

    static String kind(Check check) {
        return switch (check) {
            case HttpCheck _ -> "http";
            case PodsCheck _ -> "pods";
            case RestartCheck _ -> "restart";
            case TokenCheck _ -> "forgedTokens";
            case ConnectionsCheck _ -> "connections";
        };
    }
}
