package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ContainerView;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.Quantity;
import dev.shipmate.cluster.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Raises the memory limit of a container that was killed for it, as far as the node, the quota and the limit range of
/// its namespace let it.
final class Limits {
    /// A program that runs out of a smaller limit mostly needs several times as much.
    private static final long LEAST = 256L << 20;

    private final Cluster cluster;
    private final Room room;

    Limits(Cluster cluster) {
        this.cluster = cluster;
        this.room = new Room(cluster);
    }

    Lead raise(Lead lead, Suspect suspect) {
        Optional<ContainerView> killed = suspect.pod().containers().stream()
                .filter(container ->
                        CrashRules.isOutOfMemory(container.state()) || CrashRules.isOutOfMemory(container.last()))
                .findFirst();
        if (killed.isEmpty()) {
            return lead;
        }
        String name = killed.get().name();
        long limit = Quantity.bytes(
                suspect.container(name).at("/resources/limits/memory").asString(""));
        if (limit == 0) {
            return lead;
        }
        long most = most(suspect, limit);
        long wanted = Math.min(Math.max(limit * 2, LEAST), most);
        if (wanted <= limit) {
            return lead.with(lead.finding()
                    .withEvidence(List.of("its limit cannot be raised: node, quota and limit range allow %s at most"
                            .formatted(Amounts.words("memory", most)))));
        }
        String amount = Quantity.mebibytes(wanted);
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.putObject("resources").putObject("limits").put("memory", amount);
        return PatchTemplate.container(
                        suspect,
                        "Raise the memory limit of %s from %s to %s"
                                .formatted(suspect.object(), Quantity.mebibytes(limit), amount),
                        name,
                        fields)
                .map(remedy -> lead.with(lead.finding().withRemedy(remedy)))
                .orElse(lead);
    }

    /// What one container may have at most. A quota must also hold a second pod while the new one is rolled out.
    private long most(Suspect suspect, long limit) {
        String namespace = suspect.pod().namespace();
        long node = room.largestMemory();
        long most = node == 0 ? Long.MAX_VALUE : node;
        for (JsonNode quota : objects("resourcequota", namespace)) {
            JsonNode status = quota.path("status");
            String hard = status.path("hard").path("limits.memory").asString("");
            if (!hard.isEmpty()) {
                long left = Quantity.bytes(hard)
                        - Quantity.bytes(
                                status.path("used").path("limits.memory").asString(""));
                most = Math.min(most, Math.max(left, limit));
            }
        }
        for (JsonNode range : objects("limitrange", namespace)) {
            for (JsonNode rule : range.path("spec").path("limits")) {
                String max = rule.path("max").path("memory").asString("");
                if (!max.isEmpty()) {
                    most = Math.min(most, Quantity.bytes(max));
                }
            }
        }
        return most;
    }

    private List<JsonNode> objects(String word, String namespace) {
        var found = new ArrayList<JsonNode>();
        ResourceKind kind = KnownKinds.find(word).orElseThrow();
        Permitted.look(() -> cluster.forEachObject(kind, namespace, "", found::add));
        return found;
    }
}
