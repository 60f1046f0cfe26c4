package dev.shipmate.helm;

import dev.shipmate.helm.ChartProblem.Severity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds in Helm's words which values do not fit the chart's schema.
///
/// Helm 3.18 and later write `- at '/backend/replicas': got string, want integer`, earlier ones
/// `- backend.replicas: Invalid type. Expected: integer, given: string`, both below a line with the chart's name.
final class SchemaProblems {
    private static final Pattern POINTER = Pattern.compile("- at '([^']*)': (.+)$");
    private static final Pattern DOTTED = Pattern.compile("^\\s*- ([\\w.()\\[\\]-]+): (.+)$");
    private static final Pattern CHART = Pattern.compile("^\\s*([\\w.-]+):$");
    private static final String HEADER = "values don't meet the specifications of the schema(s)";

    private SchemaProblems() {}

    static boolean in(String text) {
        return text.contains(HEADER);
    }

    static List<ChartProblem> of(String text) {
        var found = new LinkedHashSet<ChartProblem>();
        String first = "";
        String chart = "";
        for (String line : text.substring(text.indexOf(HEADER)).lines().skip(1).toList()) {
            Matcher name = CHART.matcher(line);
            Matcher pointer = POINTER.matcher(line);
            Matcher dotted = DOTTED.matcher(line);
            if (name.matches()) {
                chart = name.group(1);
                first = first.isEmpty() ? chart : first;
            } else if (pointer.find()) {
                found.add(problem(inside(chart, first, path(pointer.group(1))), pointer.group(2)));
            } else if (dotted.find()) {
                found.add(problem(inside(chart, first, dotted.group(1).replace("(root)", "")), dotted.group(2)));
            }
        }
        return found.isEmpty() ? List.of(problem("", HEADER)) : List.copyOf(found);
    }

    private static ChartProblem problem(String where, String message) {
        return new ChartProblem(Severity.ERROR, where, message);
    }

    /// The values of a chart inside the chart stand under its name.
    private static String inside(String chart, String first, String path) {
        if (chart.equals(first)) {
            return path;
        }
        return path.isEmpty() ? chart : chart + "." + path;
    }

    private static String path(String pointer) {
        return pointer.replaceFirst("^/", "")
                .replace("/", ".")
                .replace("~1", "/")
                .replace("~0", "~");
    }
}
