package dev.shipmate.monitoring;

import dev.shipmate.cluster.Quantity;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.spelling.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What the quotas and the limit ranges of a namespace still allow a workload.
final class NamespaceRules {
    private final WorkloadView workload;
    private final Map<String, Long> each;
    private final List<Left> left = new ArrayList<>();

    /// @param resource as a quota calls it, such as `limits.memory`
    private record Left(String quota, String resource, long amount) {}

    NamespaceRules(WorkloadView workload, List<ContainerSettings> containers) {
        this.workload = workload;
        this.each = Map.of(
                "pods",
                1L,
                "requests.cpu",
                containers.stream()
                        .mapToLong(ContainerSettings::cpuRequestMillicores)
                        .sum(),
                "limits.cpu",
                containers.stream()
                        .mapToLong(ContainerSettings::cpuLimitMillicores)
                        .sum(),
                "requests.memory",
                containers.stream()
                        .mapToLong(ContainerSettings::memoryRequestBytes)
                        .sum(),
                "limits.memory",
                containers.stream()
                        .mapToLong(ContainerSettings::memoryLimitBytes)
                        .sum());
    }

    void addQuota(JsonNode quota) {
        String name = quota.path("metadata").path("name").asString("");
        JsonNode status = quota.path("status");
        status.path("hard").properties().forEach(hard -> {
            String resource = plain(hard.getKey());
            if (each.containsKey(resource)) {
                long used =
                        amount(resource, status.path("used").path(hard.getKey()).asString("0"));
                left.add(new Left(
                        name,
                        resource,
                        Math.max(0, amount(resource, hard.getValue().asString("0")) - used)));
            }
        });
    }

    /// `cpu` and `memory` alone are requests, and pods are counted under two names.
    private static String plain(String resource) {
        return switch (resource) {
            case "cpu" -> "requests.cpu";
            case "memory" -> "requests.memory";
            case "count/pods" -> "pods";
            default -> resource;
        };
    }

    private static long amount(String resource, String text) {
        return resource.endsWith(".cpu") ? Quantity.millicores(text) : Quantity.bytes(text);
    }

    void apply(List<Cap> caps, Ceilings ceilings) {
        for (Left rest : left) {
            long need = each.getOrDefault(rest.resource(), 0L);
            if (need > 0) {
                long more = rest.amount() / need;
                caps.add(new Cap(
                        (int) Math.min(Integer.MAX_VALUE / 2, workload.desired() + more),
                        "quota %s has room for %s (%s of %s left)"
                                .formatted(
                                        rest.quota(),
                                        Words.count(more, "more pod"),
                                        words(rest.resource(), rest.amount()),
                                        rest.resource())));
            }
            if (!rest.resource().equals("pods")) {
                // All pods rise, and one more stands beside them while they are replaced.
                ceilings.limitRise(
                        rest.resource(),
                        (rest.amount() - need) / (workload.desired() + 1),
                        "quota %s has %s of %s left"
                                .formatted(rest.quota(), words(rest.resource(), rest.amount()), rest.resource()));
            }
        }
    }

    private static String words(String resource, long amount) {
        return resource.equals("pods")
                ? String.valueOf(amount)
                : Amount.of(resource.endsWith(".cpu") ? "cpu" : "memory", amount);
    }

    static void limitRange(JsonNode range, Ceilings ceilings) {
        String why = "limit range %s allows no more"
                .formatted(range.path("metadata").path("name").asString(""));
        for (JsonNode rule : range.path("spec").path("limits")) {
            if (!rule.path("type").asString("").equals("PersistentVolumeClaim")) {
                rule.path("max").properties().forEach(max -> {
                    String resource = max.getKey();
                    if (resource.equals("cpu") || resource.equals("memory")) {
                        for (String part : List.of("requests.", "limits.")) {
                            ceilings.limitTotal(
                                    part + resource,
                                    amount(part + resource, max.getValue().asString("0")),
                                    why);
                        }
                    }
                });
            }
        }
    }
}
