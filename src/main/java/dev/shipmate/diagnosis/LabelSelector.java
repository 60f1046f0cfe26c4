package dev.shipmate.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// A label selector as objects have it: labels, and expressions on them, which must all hold.
record LabelSelector(Map<String, String> labels, List<Requirement> expressions) {
    LabelSelector {
        labels = Map.copyOf(labels);
        expressions = List.copyOf(expressions);
    }

    /// @param operator `In`, `NotIn`, `Exists` or `DoesNotExist`
    record Requirement(String key, String operator, List<String> values) {
        Requirement {
            values = List.copyOf(values);
        }

        /// A label that is not there is not in any list of values.
        boolean holds(Map<String, String> found) {
            boolean there = found.containsKey(key);
            boolean listed = there && values.contains(found.getOrDefault(key, ""));
            return switch (operator) {
                case "In" -> listed;
                case "NotIn" -> !listed;
                case "Exists" -> there;
                case "DoesNotExist" -> !there;
                default -> false;
            };
        }

        String text() {
            return switch (operator) {
                case "In" -> "%s in (%s)".formatted(key, String.join(",", values));
                case "NotIn" -> "%s notin (%s)".formatted(key, String.join(",", values));
                case "DoesNotExist" -> "!" + key;
                default -> key;
            };
        }
    }

    static LabelSelector of(JsonNode selector) {
        return new LabelSelector(
                WorkloadFacts.texts(selector.path("matchLabels")),
                selector.path("matchExpressions")
                        .valueStream()
                        .map(expression -> new Requirement(
                                expression.path("key").asString(""),
                                expression.path("operator").asString(""),
                                expression
                                        .path("values")
                                        .valueStream()
                                        .map(value -> value.asString(""))
                                        .toList()))
                        .toList());
    }

    boolean matches(Map<String, String> found) {
        return labels.entrySet().stream().allMatch(label -> label.getValue().equals(found.get(label.getKey())))
                && expressions.stream().allMatch(expression -> expression.holds(found));
    }

    /// Whether it asks for nothing, and so means everything.
    boolean isEmpty() {
        return labels.isEmpty() && expressions.isEmpty();
    }

    /// `app=web, tier in (a,b)`
    String text() {
        var terms = new ArrayList<String>();
        new TreeMap<>(labels).forEach((key, value) -> terms.add(key + "=" + value));
        expressions.forEach(expression -> terms.add(expression.text()));
        return String.join(", ", terms);
    }
}
