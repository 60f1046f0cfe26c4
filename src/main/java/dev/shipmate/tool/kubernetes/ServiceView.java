package dev.shipmate.tool.kubernetes;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A Service as it is declared.
///
/// @param clusterIp `None` for a headless one, empty for an alias
/// @param alias the host that an ExternalName Service stands for, else empty
/// @param outside where it is reached from outside: addresses of its load balancer
record ServiceView(
        String namespace,
        String name,
        String type,
        String clusterIp,
        String alias,
        Map<String, String> selector,
        List<Port> ports,
        List<String> outside) {
    private static final Set<String> OTHER_PROTOCOLS = Set.of(
            "postgres",
            "postgresql",
            "mysql",
            "redis",
            "mongodb",
            "mongo",
            "amqp",
            "kafka",
            "smtp",
            "ssh",
            "ftp",
            "dns",
            "ldap",
            "mqtt",
            "nats",
            "memcached",
            "grpc",
            "tcp",
            "bolt",
            "zookeeper",
            "etcd");

    /// Ports that belong to databases and the like by habit.
    private static final Set<Integer> OTHER_PORTS = Set.of(
            22, 25, 53, 389, 465, 587, 1433, 1521, 1883, 2181, 2379, 2380, 3306, 4222, 5432, 5671, 5672, 6379, 9042,
            9092, 11211, 26379, 27017);

    ServiceView {
        selector = new TreeMap<>(selector);
        ports = List.copyOf(ports);
        outside = List.copyOf(outside);
    }

    /// @param target a number, or the name of a container's port
    /// @param nodePort 0 when it has none
    record Port(String name, int number, String protocol, String target, int nodePort, String appProtocol) {
        /// `http 80/TCP -> 8000`.
        String display() {
            return "%s%d/%s".formatted(name.isEmpty() ? "" : name + " ", number, protocol);
        }

        boolean isTcp() {
            return protocol.equals("TCP");
        }

        boolean isTls() {
            return appProtocol.equalsIgnoreCase("https")
                    || name.startsWith("https")
                    || (appProtocol.isEmpty() && (number == 443 || number == 8443));
        }

        /// Whether it most likely speaks HTTP. Nothing says so for certain.
        boolean isHttp() {
            String said = appProtocol.isEmpty() ? name : appProtocol;
            String first =
                    said.toLowerCase(Locale.ROOT).replaceFirst("^.*/", "").replaceFirst("-.*$", "");
            return isTcp()
                    && (first.startsWith("http")
                            || (!OTHER_PROTOCOLS.contains(first) && !OTHER_PORTS.contains(number)));
        }
    }

    static ServiceView of(JsonNode json) {
        JsonNode spec = json.path("spec");
        String type = spec.path("type").asString("ClusterIP");
        boolean alias = type.equals("ExternalName");
        return new ServiceView(
                json.path("metadata").path("namespace").asString(""),
                json.path("metadata").path("name").asString(""),
                type,
                spec.path("clusterIP").asString(""),
                alias ? spec.path("externalName").asString("") : "",
                alias ? Map.of() : texts(spec.path("selector")),
                spec.path("ports").valueStream().map(ServiceView::port).toList(),
                json.path("status")
                        .path("loadBalancer")
                        .path("ingress")
                        .valueStream()
                        .map(point ->
                                point.path("ip").asString(point.path("hostname").asString("")))
                        .toList());
    }

    static Map<String, String> texts(JsonNode object) {
        return object.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asString("")));
    }

    private static Port port(JsonNode port) {
        int number = port.path("port").asInt(0);
        String target = port.path("targetPort").asString("");
        return new Port(
                port.path("name").asString(""),
                number,
                port.path("protocol").asString("TCP"),
                target.isEmpty() || target.equals("0") ? String.valueOf(number) : target,
                port.path("nodePort").asInt(0),
                port.path("appProtocol").asString(""));
    }

    String display() {
        return "service/" + name;
    }

    boolean isHeadless() {
        return clusterIp.equals("None");
    }

    boolean selects(Map<String, String> labels) {
        return !selector.isEmpty()
                && selector.entrySet().stream()
                        .allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
    }

    /// As the API server's `labelSelector` wants it.
    String selectorText() {
        return selector.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
    }

    /// The name under which pods find it. The cluster's domain is a setting that the API server does not tell.
    String dnsName() {
        return "%s.%s.svc.cluster.local".formatted(name, namespace);
    }
}
