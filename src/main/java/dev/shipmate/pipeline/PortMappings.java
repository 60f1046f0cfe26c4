package dev.shipmate.pipeline;

import dev.shipmate.image.StartRequest.PortMapping;
import dev.shipmate.project.ExposeSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How addresses of this machine lead to node ports, for a cluster that is made new: afterwards no mapping can be
/// added.
final class PortMappings {
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String NODE_PORT = ".nodePort";

    /// Where the API server's own range of node ports begins.
    private static final int FIRST = 30000;

    private static final int LAST = 32767;

    private final List<PortMapping> mappings;

    private PortMappings(List<PortMapping> mappings) {
        this.mappings = List.copyOf(mappings);
    }

    /// Each exposed address of this machine with the node port that a setting such as `frontend.service.nodePort` gives
    /// to its Service.
    static PortMappings of(List<ExposeSpec> exposed, Map<String, String> settings) {
        return new PortMappings(exposed.stream()
                .filter(one -> HERE.contains(String.valueOf(one.url().getHost())))
                .flatMap(one -> nodePort(one, exposed.size(), settings).stream()
                        .map(nodePort -> new PortMapping(hostPort(one), nodePort)))
                .toList());
    }

    List<PortMapping> mappings() {
        return mappings;
    }

    /// Wide enough for all of them; empty when the API server's own range is.
    String nodePortRange() {
        int first = mappings.stream().mapToInt(PortMapping::nodePort).min().orElse(FIRST);
        return first < FIRST ? "%d-%d".formatted(first, LAST) : "";
    }

    /// A single setting is that of a single address. Among several, its name begins as a part of the Service's.
    private static Optional<Integer> nodePort(ExposeSpec exposed, int addresses, Map<String, String> settings) {
        List<Map.Entry<String, String>> ports = settings.entrySet().stream()
                .filter(setting -> ("." + setting.getKey()).endsWith(NODE_PORT))
                .filter(setting -> setting.getValue().matches("[1-9]\\d{0,4}"))
                .toList();
        boolean single = ports.size() == 1 && addresses == 1;
        return ports.stream()
                .filter(setting -> single || isOf(exposed.service(), setting.getKey()))
                .map(setting -> Integer.valueOf(setting.getValue()))
                .filter(port -> port <= LAST)
                .findFirst();
    }

    private static boolean isOf(String service, String setting) {
        String first = setting.substring(0, setting.indexOf('.') < 0 ? setting.length() : setting.indexOf('.'));
        return List.of(service.split("-", -1)).contains(first);
    }

    private static int hostPort(ExposeSpec exposed) {
        int port = exposed.url().getPort();
        if (port > 0) {
            return port;
        }
        return "https".equals(exposed.url().getScheme()) ? 443 : 80;
    }
}
