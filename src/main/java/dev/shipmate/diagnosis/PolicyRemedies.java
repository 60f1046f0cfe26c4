package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.diagnosis.Barriers.Cut;
import dev.shipmate.diagnosis.Party.Door;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Changes that let a network policy open the way that a program is told to take, and no other.
final class PolicyRemedies {
    private static final String NAME_LABEL = "kubernetes.io/metadata.name";

    private PolicyRemedies() {}

    /// @param cuts by one policy in one direction
    static Optional<Remedy> of(List<Cut> cuts) {
        Cut first = cuts.getFirst();
        TrafficPolicy policy = first.policy();
        Optional<JsonNode> corrected = cuts.size() == 1 && !first.ofNames() ? corrected(first) : Optional.empty();
        if (corrected.isPresent()) {
            return Optional.of(remedy(first, corrected.get(), "Correct the rule of %s, so that it lets %s through"));
        }
        boolean routes = cuts.stream().anyMatch(cut -> !cut.ofNames());
        // A rule in a policy for all pods would open the way to all of them; the name service is for all.
        if (routes && policy.pods().isEmpty()) {
            return Optional.empty();
        }
        ArrayNode openings = copy(policy.openings(first.outwards()));
        cuts.stream().map(cut -> opening(cut)).distinct().forEach(openings::add);
        return Optional.of(remedy(first, openings, routes ? "Let %s allow %s" : "Let %s allow the name service to %s"));
    }

    private static ArrayNode copy(JsonNode openings) {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        openings.forEach(opening -> copy.add(opening.deepCopy()));
        return copy;
    }

    private static Remedy remedy(Cut cut, JsonNode openings, String title) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec").set(cut.outwards() ? "egress" : "ingress", openings);
        return new Remedy.PatchObject(
                title.formatted(cut.policy().display(), cut.client().object()), object(cut.policy()), patch.toString());
    }

    private static ObjectNode opening(Cut cut) {
        ObjectNode opening = JsonNodeFactory.instance.objectNode();
        Door door = cut.door();
        Party other = cut.outwards() ? door.at() : cut.client();
        ObjectNode peer = opening.putArray(cut.outwards() ? "to" : "from").addObject();
        if (!other.namespace().equals(cut.policy().namespace())) {
            labels(peer.putObject("namespaceSelector"), Map.of(NAME_LABEL, other.namespace()));
        }
        labels(peer.putObject("podSelector"), other.lastingLabels());
        ArrayNode ports = opening.putArray("ports");
        ports.addObject().put("protocol", door.protocol()).put("port", door.port());
        if (cut.ofNames()) {
            ports.addObject().put("protocol", "TCP").put("port", door.port());
        }
        return opening;
    }

    private static void labels(ObjectNode selector, Map<String, String> labels) {
        ObjectNode match = selector.putObject("matchLabels");
        labels.forEach(match::put);
    }

    /// A rule that would do but for a slip in a label, or but for its port.
    private static Optional<JsonNode> corrected(Cut cut) {
        ArrayNode openings = copy(cut.policy().openings(cut.outwards()));
        Party other = cut.outwards() ? cut.door().at() : cut.client();
        String side = cut.outwards() ? "to" : "from";
        for (JsonNode opening : openings) {
            boolean port = TrafficPolicy.opens(opening.path("ports"), cut.door());
            boolean known = cut.policy().knows(opening.path(side), other);
            if ((port && !known && correctPeer(opening.path(side), other, cut.policy()))
                    || (known && !port && correctPort(opening.path("ports"), cut.door()))) {
                return Optional.of(openings);
            }
        }
        return Optional.empty();
    }

    private static boolean correctPeer(JsonNode peers, Party other, TrafficPolicy policy) {
        for (JsonNode peer : peers) {
            Optional<Map<String, String>> labels =
                    LabelSelector.of(peer.path("podSelector")).corrected(other.lastingLabels());
            boolean here = peer.has("namespaceSelector")
                    ? LabelSelector.of(peer.path("namespaceSelector")).matches(other.namespaceLabels())
                    : other.namespace().equals(policy.namespace());
            if (here && labels.isPresent() && peer.path("podSelector") instanceof ObjectNode selector) {
                labels(selector, labels.get());
                return true;
            }
        }
        return false;
    }

    private static boolean correctPort(JsonNode ports, Door door) {
        if (ports.size() == 1 && ports.get(0) instanceof ObjectNode port && !port.has("endPort")) {
            port.put("protocol", door.protocol()).put("port", door.port());
            return true;
        }
        return false;
    }

    static Remedy selecting(TrafficPolicy policy, Map<String, String> labels) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        labels(patch.putObject("spec").putObject("podSelector"), labels);
        return new Remedy.PatchObject(
                "Let %s select the pods with %s"
                        .formatted(policy.display(), new LabelSelector(labels, List.of()).text()),
                object(policy),
                patch.toString());
    }

    private static ObjectName object(TrafficPolicy policy) {
        return new ObjectName(KnownKinds.NETWORK_POLICIES, policy.namespace(), policy.name());
    }
}
