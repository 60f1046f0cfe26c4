package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The network policies that limit what a pod may send.
final class Egress {
    private Egress() {}

    static List<String> policies(Scene scene, Suspect suspect) {
        return scene.objects()
                .of(KnownKinds.NETWORK_POLICIES, suspect.pod().namespace())
                .filter(policy -> isForEgress(policy) && selects(policy, suspect))
                .map(policy -> "networkpolicy/" + Objects.name(policy))
                .toList();
    }

    private static boolean isForEgress(JsonNode policy) {
        return policy.at("/spec/policyTypes")
                .valueStream()
                .anyMatch(type -> type.asString("").equals("Egress"));
    }

    private static boolean selects(JsonNode policy, Suspect suspect) {
        Map<String, String> wanted = WorkloadFacts.texts(policy.at("/spec/podSelector/matchLabels"));
        return !policy.at("/spec/podSelector").has("matchExpressions")
                && wanted.entrySet().stream()
                        .allMatch(label ->
                                label.getValue().equals(suspect.pod().labels().get(label.getKey())));
    }
}
