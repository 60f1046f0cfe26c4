package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.WorkloadView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the API server says when a quota is used up: `exceeded quota: small, requested: pods=1, used: pods=2, limited:
/// pods=2`.
record Quota(String name, Map<String, String> requested, Map<String, String> used, Map<String, String> limited) {
    private static final Pattern EXCEEDED = Pattern.compile(
            "exceeded quota: (\\S+), requested: (.+?), used: (.+?), limited: ([\\w./-]+=[^\\s,]+(?:,[\\w./-]+=[^\\s,]+)*)");

    static Optional<Quota> in(String message) {
        Matcher found = EXCEEDED.matcher(message);
        return found.find()
                ? Optional.of(new Quota(
                        found.group(1), amounts(found.group(2)), amounts(found.group(3)), amounts(found.group(4))))
                : Optional.empty();
    }

    private static Map<String, String> amounts(String text) {
        var amounts = new LinkedHashMap<String, String>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                amounts.put(
                        part.substring(0, equals).strip(),
                        part.substring(equals + 1).strip());
            }
        }
        return amounts;
    }

    /// ` (quota small: asked for 64Mi of limits.memory, 32Mi of 64Mi used)`, or empty when the message says no amounts.
    static String phrase(String message) {
        return in(message)
                .map(quota -> quota.limited().keySet().stream()
                        .map(resource -> "asked for %s of %s, %s of %s used"
                                .formatted(
                                        quota.requested().getOrDefault(resource, "?"),
                                        resource,
                                        quota.used().getOrDefault(resource, "?"),
                                        quota.limited().getOrDefault(resource, "?")))
                        .collect(Collectors.joining("; ", " (quota %s: ".formatted(quota.name()), ")")))
                .orElse("");
    }

    /// Raises the quota to what the workload needs, in everything that it is short of: the message names only what ran
    /// out first. Where old pods are replaced, one more must fit beside them.
    ///
    /// @param quota as the API server keeps it, or a missing node
    /// @param template of the workload's pods
    Remedy raised(WorkloadView workload, JsonNode quota, JsonNode template) {
        int missing = Math.max(1, workload.desired() - workload.current());
        int more = workload.id().kind().equals("deployment") ? missing + 1 : missing;
        var hard = new LinkedHashMap<>(limited);
        quota.path("status")
                .path("hard")
                .properties()
                .forEach(limit ->
                        hard.putIfAbsent(limit.getKey(), limit.getValue().asString("")));
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode raised = patch.putObject("spec").putObject("hard");
        List<String> words = new ArrayList<>();
        hard.forEach((resource, limit) -> {
            String before = quota.path("status").path("used").path(resource).asString(used.getOrDefault(resource, "0"));
            long needed = Amounts.parse(resource, before) + more * each(resource, template);
            if (needed > Amounts.parse(resource, limit)) {
                String amount = Amounts.quantity(resource, needed);
                raised.put(resource, amount);
                words.add("%s from %s to %s".formatted(resource, limit, amount));
            }
        });
        return new Remedy.PatchObject(
                "Raise quota %s: %s".formatted(name, String.join(", ", words)), object(workload), patch.toString());
    }

    ObjectName object(WorkloadView workload) {
        return new ObjectName(
                KnownKinds.find("resourcequota").orElseThrow(), workload.id().namespace(), name);
    }

    /// What one more pod, or what was refused, takes of a resource.
    private long each(String resource, JsonNode template) {
        if (requested.containsKey(resource)) {
            return Amounts.parse(resource, requested.getOrDefault(resource, "0"));
        }
        if (resource.equals("pods") || resource.equals("count/pods")) {
            return 1;
        }
        String part = resource.startsWith("limits.") ? "limits" : "requests";
        String plain = resource.replaceFirst("^(limits|requests)\\.", "");
        long sum = 0;
        for (JsonNode container : template.path("spec").path("containers")) {
            sum += Amounts.parse(
                    resource, container.path("resources").path(part).path(plain).asString(""));
        }
        return sum;
    }
}
