package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.WorkloadView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The requests and limits that a quota demands of every container: `failed quota: compute: must specify limits.cpu
/// for: backend; limits.memory for: backend`.
final class DemandedLimits {
    private static final Pattern QUOTA = Pattern.compile("failed quota: (\\S+?): must specify (.+)");
    private static final Pattern DEMAND = Pattern.compile("((?:limits|requests)\\.[\\w./-]+|cpu|memory) for: ([^;]+)");
    /// A share larger than this is more than a small program needs.
    private static final Map<String, Long> ENOUGH = Map.of("cpu", 250L, "memory", 256L << 20);

    private final Cluster cluster;
    private final WorkloadView workload;
    private final JsonNode template;

    /// @param template of the workload's pods
    DemandedLimits(Cluster cluster, WorkloadView workload, JsonNode template) {
        this.cluster = cluster;
        this.workload = workload;
        this.template = template;
    }

    /// An even share of what the quota has left, for all pods that are wanted and one more while they are replaced.
    Optional<Remedy> remedy(String message) {
        Matcher failed = QUOTA.matcher(message);
        if (!failed.find()) {
            return Optional.empty();
        }
        String name = failed.group(1);
        Optional<JsonNode> quota = Permitted.find(
                () -> cluster.findObject(KnownKinds.QUOTAS, workload.id().namespace(), name));
        Matcher demand = DEMAND.matcher(failed.group(2));
        Map<String, ObjectNode> containers = new LinkedHashMap<>();
        var kinds = new TreeSet<String>();
        while (quota.isPresent() && demand.find()) {
            String resource = demand.group(1);
            kinds.add(kind(resource));
            long share = share(resource, quota.get());
            if (share <= 0) {
                return Optional.empty();
            }
            for (String container : demand.group(2).strip().split(",\\s*", -1)) {
                containers
                        .computeIfAbsent(container, _ -> JsonNodeFactory.instance.objectNode())
                        .withObjectProperty(kind(resource))
                        .put(plain(resource), Amounts.quantity(resource, fitting(container, resource, share)));
            }
        }
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        containers.forEach((container, resources) -> spec.withArray(isInit(container) ? "initContainers" : "containers")
                .addObject()
                .put("name", container)
                .set("resources", resources));
        return spec.isEmpty()
                ? Optional.empty()
                : Optional.of(PatchTemplate.spec(
                        workload.id(),
                        "Give %s the %s that quota %s demands, as a share of what it has left (%s)"
                                .formatted(
                                        workload.id().display(),
                                        String.join(" and ", kinds),
                                        name,
                                        amounts(containers)),
                        spec));
    }

    private long share(String resource, JsonNode quota) {
        JsonNode status = quota.path("status");
        long left = Amounts.parse(resource, status.path("hard").path(resource).asString(""))
                - Amounts.parse(resource, status.path("used").path(resource).asString(""));
        long pods = workload.desired() + 1L;
        long containers = Math.max(1, template.path("spec").path("containers").size());
        long even = Math.min(left / pods / containers, ENOUGH.getOrDefault(plain(resource), 0L));
        return Amounts.isCpu(resource) ? even / 5 * 5 : even >> 20 << 20;
    }

    /// A limit is never below the request that the container has, and a request never above its limit.
    private long fitting(String container, String resource, long share) {
        boolean limit = kind(resource).equals("limits");
        String other = template.path("spec")
                .path(isInit(container) ? "initContainers" : "containers")
                .valueStream()
                .filter(it -> it.path("name").asString("").equals(container))
                .map(it -> it.path("resources").path(limit ? "requests" : "limits"))
                .map(it -> it.path(plain(resource)).asString(""))
                .findFirst()
                .orElse("");
        long set = Amounts.parse(resource, other);
        return other.isEmpty() ? share : limit ? Math.max(share, set) : Math.min(share, set);
    }

    private static String kind(String resource) {
        return resource.startsWith("limits.") ? "limits" : "requests";
    }

    private boolean isInit(String container) {
        return template.path("spec")
                .path("initContainers")
                .valueStream()
                .anyMatch(it -> it.path("name").asString("").equals(container));
    }

    private static String plain(String resource) {
        return resource.replaceFirst("^(limits|requests)\\.", "");
    }

    private static String amounts(Map<String, ObjectNode> containers) {
        var words = new TreeSet<String>();
        containers
                .values()
                .forEach(resources -> resources
                        .properties()
                        .forEach(kind -> kind.getValue()
                                .properties()
                                .forEach(amount -> words.add("%s.%s %s"
                                        .formatted(
                                                kind.getKey(),
                                                amount.getKey(),
                                                amount.getValue().asString(""))))));
        return String.join(", ", words);
    }
}
