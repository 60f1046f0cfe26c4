package dev.shipmate.pipeline;

import dev.shipmate.helm.ChartProblem;
import dev.shipmate.helm.ChartRequest;
import dev.shipmate.helm.SuppliedValues;
import dev.shipmate.redaction.Redactor;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a chart does not take, with the value that was given.
final class RejectedValues {
    private final Redactor redactor;

    RejectedValues(Redactor redactor) {
        this.redactor = redactor;
    }

    /// Such as `replicas: got string, want integer (given: many)`, a line for each problem.
    List<String> told(List<ChartProblem> problems, ChartRequest request) {
        Optional<JsonNode> values = SuppliedValues.of(request);
        return problems.stream()
                .map(problem -> problem.display()
                        + values.map(all -> given(problem.where(), all)).orElse(""))
                .toList();
    }

    private String given(String where, JsonNode values) {
        if (where.isEmpty() || where.contains("/")) {
            return "";
        }
        JsonNode value = values.at("/" + where.replace('.', '/'));
        if (value.isMissingNode() || value.isContainer()) {
            return "";
        }
        String last = where.substring(where.lastIndexOf('.') + 1);
        String line = "%s: %s".formatted(last, value.asString(""));
        return redactor.redact(line).equals(line) ? " (given: %s)".formatted(value.asString("")) : "";
    }
}
