package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Parallel;
import dev.shipmate.spelling.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Follows leads to their root causes: a finding that another one explains becomes a line of its evidence.
final class Tracing {
    /// So many findings are looked into; nobody reads more at once.
    private static final int MOST_AT_ONCE = 40;

    private final Map<String, Lead> leads = new LinkedHashMap<>();
    private final Map<String, Lead> complete = new LinkedHashMap<>();

    Tracing(List<Lead> leads) {
        leads.forEach(lead -> this.leads.putIfAbsent(lead.key(), lead));
    }

    /// The root causes of those that are `meant`, with the one that explains most first.
    List<Finding> findings(Predicate<Lead> meant) {
        List<Lead> next = leads.values().stream().filter(meant).toList();
        while (!next.isEmpty()) {
            List<Callable<Lead>> tasks = next.stream()
                    .limit(MOST_AT_ONCE)
                    .<Callable<Lead>>map(lead -> lead::complete)
                    .toList();
            Parallel.all(tasks).forEach(lead -> complete.put(lead.key(), lead));
            next.stream().skip(MOST_AT_ONCE).forEach(lead -> complete.put(lead.key(), lead));
            next = next.stream()
                    .map(lead -> complete.getOrDefault(lead.key(), lead))
                    .flatMap(this::causes)
                    .filter(lead -> !complete.containsKey(lead.key()))
                    .distinct()
                    .toList();
        }
        var consequences = new LinkedHashMap<String, List<Lead>>();
        complete.values().forEach(lead -> {
            List<Lead> group = consequences.computeIfAbsent(root(lead).key(), _ -> new ArrayList<>());
            group.add(lead);
        });
        return consequences.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, List<Lead>>>comparingInt(
                                entry -> -entry.getValue().size())
                        .thenComparingInt(entry -> stage(
                                root(entry.getValue().getFirst()).finding().id())))
                .map(entry -> folded(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Stream<Lead> causes(Lead lead) {
        return lead.causes().stream()
                .map(object -> Lead.key(lead.finding().namespace(), object))
                .filter(key -> !key.equals(lead.key()) && leads.containsKey(key))
                .map(key -> complete.getOrDefault(key, leads.getOrDefault(key, lead)));
    }

    /// Of findings that are one and the same, the first stands for all.
    private Stream<Lead> elderTwin(Lead lead) {
        return complete.values().stream()
                .filter(it -> !lead.twin().isEmpty()
                        && it.twin().equals(lead.twin())
                        && it.finding().namespace().equals(lead.finding().namespace()))
                .limit(1)
                .filter(it -> !it.key().equals(lead.key()));
    }

    /// Where the first causes lead to. Two findings that blame each other both stay.
    private Lead root(Lead lead) {
        Set<String> passed = new HashSet<>();
        Lead root = lead;
        while (passed.add(root.key())) {
            List<Lead> above = Stream.concat(causes(root), elderTwin(root)).toList();
            if (above.isEmpty()) {
                return root;
            }
            root = above.getFirst();
        }
        return lead;
    }

    /// How early in the life of an app a cause works: cause before consequence.
    private static int stage(String id) {
        return switch (id) {
            case "quota-exceeded",
                    "quota-needs-limits",
                    "limit-range",
                    "pod-security",
                    "service-account-missing",
                    "webhook-denied",
                    "webhook-unavailable",
                    "replica-failure" -> 0;
            case "insufficient-resources", "untolerated-taint", "node-selector-mismatch", "unschedulable" -> 1;
            case "pvc-unbound", "pvc-lost", "pvc-provisioning-failed", "storage-class-missing" -> 1;
            case "job-failed" -> 2;
            case "service-selector-mismatch", "service-target-port", "service-named-port" -> 4;
            case "rollout-deadline", "rollout-paused", "not-ready", "init-waiting", "readiness-5xx" -> 5;
            default -> 3;
        };
    }

    private Finding folded(String key, List<Lead> group) {
        Lead root = complete.getOrDefault(key, group.getFirst());
        List<String> lines = group.stream()
                .filter(lead -> !lead.key().equals(key))
                .map(lead -> "%s %s: %s"
                        .formatted(
                                !lead.twin().isEmpty() && lead.twin().equals(root.twin())
                                        ? "the same goes for"
                                        : "because of it,",
                                lead.finding().object(),
                                Words.shortened(lead.finding().cause(), 300)))
                .toList();
        return root.finding().withEvidence(lines);
    }
}
