package dev.shipmate.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Label and field selectors, as lists and watches take them.
final class Selectors {
    private static final Pattern SET = Pattern.compile("\\s*(\\S+)\\s+(in|notin)\\s*\\(([^)]*)\\)\\s*");
    private static final Pattern COMPARISON = Pattern.compile("\\s*([^=!\\s]+)\\s*(==|!=|=)\\s*(\\S*)\\s*");
    private static final Pattern PRESENCE = Pattern.compile("\\s*(!?)\\s*([A-Za-z0-9./_-]+)\\s*");
    private static final Set<String> POD_FIELDS =
            Set.of("spec.nodeName", "spec.restartPolicy", "spec.serviceAccountName", "status.phase", "status.podIP");

    private Selectors() {}

    /// Which objects a request asks for.
    static Predicate<Resource> of(ResourceType type, ApiRequest request) {
        Predicate<Map<String, String>> labels = labels(request.parameter("labelSelector"));
        Predicate<Resource> fields = fields(type, request.parameter("fieldSelector"));
        return resource -> labels.test(resource.labels()) && fields.test(resource);
    }

    /// The selector of a workload's or policy's `spec.selector`.
    static Predicate<Map<String, String>> of(JsonNode selector) {
        Map<String, String> wanted = Resource.strings(selector.path("matchLabels"));
        Predicate<Map<String, String>> all = labels -> labels.entrySet().containsAll(wanted.entrySet());
        for (JsonNode expression : selector.path("matchExpressions")) {
            List<String> values = new ArrayList<>();
            expression.path("values").forEach(value -> values.add(value.asString()));
            String key = expression.path("key").asString();
            all = all.and(
                    switch (expression.path("operator").asString()) {
                        case "In" -> labels -> labels.containsKey(key) && values.contains(labels.get(key));
                        case "NotIn" -> labels -> !(labels.containsKey(key) && values.contains(labels.get(key)));
                        case "Exists" -> labels -> labels.containsKey(key);
                        default -> labels -> !labels.containsKey(key);
                    });
        }
        return all;
    }

    static Predicate<Map<String, String>> labels(String selector) {
        Predicate<Map<String, String>> all = _ -> true;
        for (String requirement : requirements(selector)) {
            all = all.and(requirement(requirement, selector));
        }
        return all;
    }

    private static Predicate<Map<String, String>> requirement(String text, String selector) {
        Matcher set = SET.matcher(text);
        if (set.matches()) {
            String key = set.group(1);
            Set<String> values = Set.copyOf(List.of(set.group(3).strip().split("\\s*,\\s*")));
            boolean in = set.group(2).equals("in");
            return labels -> in == (labels.containsKey(key) && values.contains(labels.get(key)));
        }
        Matcher comparison = COMPARISON.matcher(text);
        if (comparison.matches()) {
            String key = comparison.group(1);
            String value = comparison.group(3);
            boolean equal = !comparison.group(2).equals("!=");
            return labels -> equal == value.equals(labels.get(key));
        }
        Matcher presence = PRESENCE.matcher(text);
        if (presence.matches()) {
            boolean there = presence.group(1).isEmpty();
            String key = presence.group(2);
            return labels -> there == labels.containsKey(key);
        }
        throw ApiProblem.badRequest(
                "unable to parse requirement: found '%s' in selector '%s'".formatted(text.strip(), selector));
    }

    /// The parts between commas that stand outside parentheses.
    private static List<String> requirements(String selector) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= selector.length(); i++) {
            char c = i == selector.length() ? ',' : selector.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && (depth == 0 || i == selector.length())) {
                if (!selector.substring(start, i).isBlank()) {
                    parts.add(selector.substring(start, i));
                }
                start = i + 1;
            }
        }
        return parts;
    }

    private static Predicate<Resource> fields(ResourceType type, String selector) {
        Predicate<Resource> all = _ -> true;
        for (String requirement : requirements(selector)) {
            Matcher comparison = COMPARISON.matcher(requirement);
            if (!comparison.matches()) {
                throw ApiProblem.badRequest(
                        "invalid selector: '%s'; can't understand '%s'".formatted(selector, requirement));
            }
            String field = comparison.group(1);
            if (!supported(type, field)) {
                throw ApiProblem.badRequest("field label not supported: " + field);
            }
            String pointer = "/" + field.replace('.', '/');
            boolean equal = !comparison.group(2).equals("!=");
            String value = comparison.group(3);
            all = all.and(resource -> equal == resource.text(pointer).equals(value));
        }
        return all;
    }

    private static boolean supported(ResourceType type, String field) {
        return switch (field) {
            case "metadata.name", "metadata.namespace" -> true;
            default ->
                switch (type.kind()) {
                    case "Pod" -> POD_FIELDS.contains(field);
                    case "Event" ->
                        field.startsWith("involvedObject.")
                                || Set.of("reason", "type", "source").contains(field);
                    case "Secret" -> field.equals("type");
                    case "Namespace" -> field.equals("status.phase");
                    case "Node" -> field.equals("spec.unschedulable");
                    case "ReplicaSet" -> field.equals("status.replicas");
                    case "Job" -> field.equals("status.successful");
                    default -> false;
                };
        };
    }
}
