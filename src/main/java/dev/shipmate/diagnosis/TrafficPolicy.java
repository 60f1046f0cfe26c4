package dev.shipmate.diagnosis;

import dev.shipmate.diagnosis.Party.Door;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A network policy. Pods that one selects are closed in its direction, but for what one of those that select them lets
/// pass.
///
/// @param in what it lets in, if it is about that at all
/// @param out the same for what goes out
record TrafficPolicy(
        String namespace, String name, LabelSelector pods, boolean ingress, boolean egress, JsonNode in, JsonNode out) {
    static TrafficPolicy of(JsonNode json) {
        JsonNode spec = json.path("spec");
        List<String> types = spec.path("policyTypes")
                .valueStream()
                .map(type -> type.asString(""))
                .toList();
        return new TrafficPolicy(
                Objects.namespace(json),
                Objects.name(json),
                LabelSelector.of(spec.path("podSelector")),
                types.isEmpty() || types.contains("Ingress"),
                types.isEmpty() ? spec.has("egress") : types.contains("Egress"),
                spec.path("ingress"),
                spec.path("egress"));
    }

    String display() {
        return "networkpolicy/" + name;
    }

    boolean selects(Party party) {
        return party.namespace().equals(namespace) && pods.matches(party.labels());
    }

    boolean isAbout(boolean outwards) {
        return outwards ? egress : ingress;
    }

    JsonNode openings(boolean outwards) {
        return outwards ? out : in;
    }

    /// Whether it lets `client` reach the door, as far as its own direction goes.
    boolean lets(boolean outwards, Party client, Door door) {
        Party other = outwards ? door.at() : client;
        return openings(outwards)
                .valueStream()
                .anyMatch(opening ->
                        knows(opening.path(outwards ? "to" : "from"), other) && opens(opening.path("ports"), door));
    }

    /// No list at all is everybody.
    boolean knows(JsonNode peers, Party other) {
        return peers.isEmpty() || peers.valueStream().anyMatch(peer -> isMeant(peer, other));
    }

    private boolean isMeant(JsonNode peer, Party other) {
        if (peer.has("ipBlock")) {
            return within(peer.path("ipBlock"), other.ip());
        }
        JsonNode namespaces = peer.path("namespaceSelector");
        boolean place = namespaces.isMissingNode()
                ? other.namespace().equals(namespace)
                : LabelSelector.of(namespaces).matches(other.namespaceLabels());
        return place && LabelSelector.of(peer.path("podSelector")).matches(other.labels());
    }

    /// No list at all is every port; a name means the port of the pods that are reached.
    static boolean opens(JsonNode ports, Door door) {
        return ports.isEmpty() || ports.valueStream().anyMatch(port -> opensOne(port, door));
    }

    private static boolean opensOne(JsonNode port, Door door) {
        if (!port.path("protocol").asString("TCP").equals(door.protocol())) {
            return false;
        }
        JsonNode number = port.path("port");
        if (number.isMissingNode() || number.isNull()) {
            return true;
        }
        if (!number.isNumber()) {
            return door.at().port(number.asString(""), door.protocol()) == door.port();
        }
        int first = number.asInt(0);
        return door.port() >= first && door.port() <= port.path("endPort").asInt(first);
    }

    /// An address that is not known, or of the other family, may well be inside.
    private static boolean within(JsonNode block, String ip) {
        return inside(block.path("cidr").asString(""), ip)
                && block.path("except").valueStream().noneMatch(part -> !ip.isEmpty() && inside(part.asString(""), ip));
    }

    private static boolean inside(String cidr, String ip) {
        int slash = cidr.indexOf('/');
        byte[] network = bytes(slash < 0 ? cidr : cidr.substring(0, slash));
        byte[] address = bytes(ip);
        if (network.length == 0 || network.length != address.length) {
            return true;
        }
        int bits = slash < 0 ? network.length * 8 : Integer.parseInt(cidr.substring(slash + 1));
        int rest = network.length * 8 - bits;
        return new BigInteger(1, network).shiftRight(rest).equals(new BigInteger(1, address).shiftRight(rest));
    }

    /// Of an address that is written in numbers; nothing is looked up.
    private static byte[] bytes(String ip) {
        if (!ip.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return new byte[0];
        }
        try {
            return InetAddress.getByName(ip).getAddress();
        } catch (UnknownHostException _) {
            return new byte[0];
        }
    }
}
