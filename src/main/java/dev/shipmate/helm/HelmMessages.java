package dev.shipmate.helm;

import dev.shipmate.helm.ChartProblem.Severity;
import dev.shipmate.redaction.Redactor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What Helm's error messages mean. Helm 3, Helm 4 and the embedded one use the same words but for a few.
final class HelmMessages {
    /// Helm 4 logs the error before it prints it.
    private static final Pattern NOISE =
            Pattern.compile("^(level=|WARNING: |Use --debug flag |Release \\S+ has been cancelled|\\s*$)");

    private static final Pattern PREFIX =
            Pattern.compile("^(Error: )?((INSTALLATION|UPGRADE|ROLLBACK) FAILED: )?(release \\S+ failed: )?");
    private static final Pattern HOOK =
            Pattern.compile("(hooks failed|failed (pre|post)-(install|upgrade|rollback|delete)): ");
    private static final Pattern JOB = Pattern.compile("job (\\S+) failed|resource Job/[^/\\s]+/(\\S+) ");
    private static final Pattern TEMPLATE = Pattern.compile(
            "(?s)(?:(?:execution|parse) error at \\(|template: |YAML parse error on )([^\\s:()]+(?::\\d+)?)[\\d:]*\\)?: (.*)");
    private static final Pattern CHART = Pattern.compile(
            "^(chart requires kubeVersion|Chart\\.yaml|validation: chart|failed to (parse|load) |cannot load |"
                    + "unable to build kubernetes objects|error validating|found in Chart\\.yaml, but missing|"
                    + "An error occurred while checking for chart dependencies).*",
            Pattern.DOTALL);
    private static final Pattern LINT = Pattern.compile("^\\[(INFO|WARNING|ERROR)] ([^:\\s]*):? ?(.*)$");
    private static final int LONGEST = 2_000;

    private final Redactor redactor;

    HelmMessages(Redactor redactor) {
        this.redactor = redactor;
    }

    /// @param operation such as `upgrade todo in namespace todo`
    HelmOutcome.Change change(String operation, String text) {
        String message = message(text);
        if (message.contains("context canceled")) {
            return new HelmOutcome.Cancelled("", "");
        }
        if (message.contains("another operation (install/upgrade/rollback) is in progress")) {
            return new HelmOutcome.Stuck(0, ReleaseStatus.UNKNOWN, Instant.EPOCH, "");
        }
        Optional<HelmOutcome.HookFailed> hook = hook(message);
        if (hook.isPresent()) {
            return hook.get();
        }
        List<ChartProblem> problems = problems(message);
        return problems.isEmpty() ? failed(operation, message) : new HelmOutcome.Rejected(problems);
    }

    HelmOutcome.Removal removal(String operation, String text) {
        String message = message(text);
        if (message.contains("release: not found") || message.contains("Release not loaded")) {
            return new HelmOutcome.Removed(false);
        }
        Optional<HelmOutcome.HookFailed> hook = hook(message);
        return hook.isPresent() ? hook.get() : failed(operation, message);
    }

    /// Rendering touches nothing but the chart and its values, so it can fail for nothing else.
    HelmOutcome.Rejected rejected(String text) {
        String message = message(text);
        List<ChartProblem> problems = problems(message);
        return new HelmOutcome.Rejected(
                problems.isEmpty() ? List.of(new ChartProblem(Severity.ERROR, "", message)) : problems);
    }

    /// The report of Helm's lint; each remark begins on a line of its own and may go on over more.
    HelmOutcome.Linting lint(String report, String errors, boolean passed) {
        var remarks = new LinkedHashSet<ChartProblem>();
        var schema = new LinkedHashSet<ChartProblem>();
        for (String remark : remarks(report)) {
            Matcher parts = LINT.matcher(remark.lines().findFirst().orElse(""));
            if (SchemaProblems.in(remark)) {
                schema.addAll(SchemaProblems.of(redacted(remark)));
            } else if (parts.matches()) {
                String rest =
                        remark.lines().skip(1).collect(Collectors.joining("\n")).strip();
                String said = parts.group(3) + (rest.isEmpty() ? "" : "\n" + rest);
                remarks.add(new ChartProblem(Severity.valueOf(parts.group(1)), parts.group(2), redacted(said)));
            }
        }
        if (!schema.isEmpty()) {
            // Helm tells of them twice, the first time with the name of the file of defaults, which is not to blame.
            remarks.removeIf(remark ->
                    remark.severity() == Severity.ERROR && remark.where().equals("values.yaml"));
        }
        schema.addAll(remarks);
        if (passed) {
            return new HelmOutcome.Sound(List.copyOf(schema));
        }
        List<ChartProblem> wrong = schema.stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .toList();
        return wrong.isEmpty() ? rejected(errors.isBlank() ? report : errors) : new HelmOutcome.Rejected(wrong);
    }

    private static List<String> remarks(String report) {
        var remarks = new ArrayList<String>();
        var remark = new StringBuilder();
        for (String line : report.lines().toList()) {
            if (LINT.matcher(line).matches() || line.matches("\\d+ chart\\(s\\) linted.*")) {
                remarks.add(remark.toString());
                remark.setLength(0);
            }
            remark.append(line).append('\n');
        }
        remarks.add(remark.toString());
        return remarks;
    }

    private static List<ChartProblem> problems(String message) {
        if (SchemaProblems.in(message)) {
            return SchemaProblems.of(message);
        }
        Matcher template = TEMPLATE.matcher(message);
        if (template.find()) {
            return List.of(new ChartProblem(
                    Severity.ERROR, template.group(1), template.group(2).strip()));
        }
        return CHART.matcher(message).matches() ? List.of(new ChartProblem(Severity.ERROR, "", message)) : List.of();
    }

    private static Optional<HelmOutcome.HookFailed> hook(String message) {
        if (!HOOK.matcher(message).find()) {
            return Optional.empty();
        }
        Matcher job = JOB.matcher(message);
        String name = !job.find() ? "" : job.group(1) != null ? job.group(1) : job.group(2);
        return Optional.of(new HelmOutcome.HookFailed(
                name.isEmpty() ? "" : "job/" + name,
                message,
                "Read the log of the hook's pod; put it right, and deploy again."));
    }

    private static HelmOutcome.Failed failed(String operation, String message) {
        String suggestion;
        if (message.contains("has no deployed releases")) {
            suggestion = "Its first install failed. Uninstall it, then deploy again.";
        } else if (message.contains("invalid ownership metadata")) {
            suggestion = "An object of that name was not made by this release: delete or rename it.";
        } else if (message.contains("conflict occurred") || message.contains("conflict with ")) {
            suggestion = "Somebody else has set that field since: set it in the chart's values, or give it back.";
        } else if (message.contains("luster unreachable") || message.contains("connection refused")) {
            suggestion = "Check that the cluster runs.";
        } else if (message.contains("timed out waiting") || message.contains("context deadline exceeded")) {
            suggestion = "Helm does not say what it waited for: look at the pods.";
        } else if (message.contains("release: not found") || message.matches("(?s).*release has no \\d+ version.*")) {
            suggestion = "Look at its history for the revisions that there are.";
        } else if (message.contains("forbidden")) {
            suggestion = "Ask for the permission, or use another context.";
        } else {
            suggestion = "Look at what the cluster says about it, then try again.";
        }
        return new HelmOutcome.Failed("Cannot %s: %s".formatted(operation, message), suggestion);
    }

    private String message(String text) {
        String lines = text.lines().filter(line -> !NOISE.matcher(line).find()).collect(Collectors.joining("\n"));
        String message = PREFIX.matcher(lines.strip()).replaceFirst("").strip();
        String shown = message.isEmpty() ? "Helm gave no reason" : message;
        return redacted(shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown);
    }

    private String redacted(String text) {
        return redactor.redact(text.strip());
    }
}
