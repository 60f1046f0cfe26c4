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

/// Follows leads to their root causes: a finding that another one explains becomes one of its consequences.
final class Tracing {
    /// So many findings are looked into; nobody reads more at once.
    private static final int MOST_AT_ONCE = 40;

    private final Map<String, List<Lead>> leads = new LinkedHashMap<>();
    private final Map<String, Lead> complete = new LinkedHashMap<>();

    Tracing(List<Lead> leads) {
        var known = new HashSet<String>();
        leads.stream()
                .filter(lead -> known.add(lead.key()))
                .forEach(lead -> this.leads
                        .computeIfAbsent(lead.object(), _ -> new ArrayList<>())
                        .add(lead));
    }

    /// The root causes of those that are `meant`, with the one that explains most first.
    List<Finding> findings(Predicate<Lead> meant) {
        List<Lead> next =
                leads.values().stream().flatMap(List::stream).filter(meant).toList();
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
        var groups = new LinkedHashMap<String, List<Lead>>();
        complete.values().stream()
                .filter(lead -> !lead.passing())
                .forEach(lead -> groups.computeIfAbsent(root(lead).key(), _ -> new ArrayList<>())
                        .add(lead));
        return groups.entrySet().stream()
                .map(entry -> new Group(
                        complete.getOrDefault(entry.getKey(), entry.getValue().getFirst()), entry.getValue()))
                .sorted(Comparator.comparing(Group::severity)
                        .thenComparingInt(group -> -group.leads().size())
                        .thenComparingInt(group -> stage(group.root().finding().id())))
                .map(Group::folded)
                .toList();
    }

    /// A root cause, and all that it explains, itself included.
    private record Group(Lead root, List<Lead> leads) {
        /// What only threatens is an error where something does not work because of it.
        Severity severity() {
            return leads.stream()
                    .map(lead -> lead.finding().severity())
                    .min(Comparator.naturalOrder())
                    .orElse(root.finding().severity());
        }

        /// What a lead says of the same object is no news.
        Finding folded() {
            return root.finding()
                    .as(severity())
                    .withConsequences(leads.stream()
                            .filter(lead -> !lead.object().equals(root.object()))
                            .map(this::line)
                            .toList());
        }

        private String line(Lead lead) {
            boolean same = !lead.twin().isEmpty() && lead.twin().equals(root.twin());
            return "%s %s: %s"
                    .formatted(
                            same ? "the same goes for" : "because of it,",
                            lead.finding().object(),
                            Words.shortened(lead.finding().cause(), 300));
        }
    }

    private Stream<Lead> causes(Lead lead) {
        return lead.causes().stream()
                .flatMap(object -> object.contains(" ")
                        ? Stream.of(object)
                        : Stream.of(lead.finding().namespace(), "")
                                .distinct()
                                .map(namespace -> Lead.object(namespace, object)))
                .flatMap(object -> leads.getOrDefault(object, List.of()).stream())
                .filter(it -> !it.key().equals(lead.key()))
                .map(it -> complete.getOrDefault(it.key(), it));
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
            case "node-not-ready", "node-pressure", "webhook-service-missing" -> 0;
            case "insufficient-resources",
                    "untolerated-taint",
                    "node-selector-mismatch",
                    "host-port-clash",
                    "scheduling-gated",
                    "unschedulable" -> 1;
            case "sandbox-failed", "multi-attach" -> 2;
            case "pvc-unbound", "pvc-lost", "pvc-provisioning-failed", "storage-class-missing" -> 1;
            case "job-failed" -> 2;
            case "service-selector-mismatch", "service-target-port", "service-named-port" -> 4;
            case "dns-server-down", "dns-blocked", "networkpolicy-blocks" -> 4;
            case "hpa-target-missing", "hpa-no-requests", "hpa-no-metrics-api", "hpa-no-metrics-yet" -> 5;
            case "helm-failed-partway", "helm-no-deployed", "statefulset-first-pod", "daemonset-short" -> 5;
            case "rollout-deadline", "rollout-paused", "not-ready", "init-waiting", "readiness-5xx" -> 5;
            default -> 3;
        };
    }
}
