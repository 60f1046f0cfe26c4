package dev.shipmate.sandbox;

import java.util.List;

/// One kind of object that the server keeps, such as `deployments` of the group `apps`.
///
/// @param group empty for the core group
/// @param qualified as messages of the server name it: `deployments.apps`, or `pods`
/// @param subresources what comes after an object's name in a path, such as `status` or `scale`
record ResourceType(
        String group,
        String version,
        String plural,
        String qualified,
        String singular,
        String kind,
        boolean namespaced,
        List<String> shortNames,
        List<String> subresources) {
    ResourceType {
        shortNames = List.copyOf(shortNames);
        subresources = List.copyOf(subresources);
    }

    ResourceType(
            String group,
            String version,
            String plural,
            String singular,
            String kind,
            boolean namespaced,
            List<String> shortNames,
            List<String> subresources) {
        this(
                group,
                version,
                plural,
                group.isEmpty() ? plural : plural + "." + group,
                singular,
                kind,
                namespaced,
                shortNames,
                subresources);
    }

    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    boolean has(String subresource) {
        return subresources.contains(subresource);
    }

    /// Where a label selector, and the pods that it selects, are found under `spec`.
    boolean ownsPods() {
        return switch (kind) {
            case "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job" -> true;
            default -> false;
        };
    }
}
