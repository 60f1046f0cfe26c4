package dev.shipmate.tool.kubernetes;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/// By which field a strategic merge patch matches the items of a list (`patchMergeKey` in Kubernetes' API types); other
/// lists are replaced as a whole.
final class MergeKeys {
    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("containers", "name"),
            Map.entry("initContainers", "name"),
            Map.entry("env", "name"),
            Map.entry("volumes", "name"),
            Map.entry("volumeMounts", "mountPath"),
            Map.entry("volumeDevices", "devicePath"),
            Map.entry("imagePullSecrets", "name"),
            Map.entry("hostAliases", "ip"),
            Map.entry("topologySpreadConstraints", "topologyKey"),
            Map.entry("ownerReferences", "uid"));

    private MergeKeys() {}

    /// The key for a list of this name with these items; empty when it is replaced. A Service's `ports` are matched by
    /// `port`, a container's by `containerPort`.
    static String of(String list, JsonNode items) {
        JsonNode first = items.path(0);
        if (list.equals("ports")) {
            return first.has("containerPort") ? "containerPort" : first.has("port") ? "port" : "";
        }
        String key = KEYS.getOrDefault(list, "");
        return first.has(key) ? key : "";
    }
}
