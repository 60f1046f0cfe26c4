package dev.shipmate.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Lists as tables, with the columns that the real server has.
final class Tables {
    /// `wide` columns are shown by `kubectl get -o wide` only.
    private record Column(String name, String type, boolean wide, Function<Resource, Object> cell) {}

    private final Clock clock;

    Tables(Clock clock) {
        this.clock = clock;
    }

    ObjectNode render(List<Resource> resources, String includeObject) {
        List<Column> columns = resources.isEmpty()
                ? List.of(name(), age())
                : columns(resources.getFirst().type());
        ObjectNode table = ApiRequest.JSON.createObjectNode();
        table.put("kind", "Table").put("apiVersion", "meta.k8s.io/v1").putObject("metadata");
        ArrayNode header = table.putArray("columnDefinitions");
        for (Column column : columns) {
            header.addObject()
                    .put("name", column.name())
                    .put("type", column.type())
                    .put("format", column.name().equals("Name") ? "name" : "")
                    .put("description", column.name())
                    .put("priority", column.wide() ? 1 : 0);
        }
        ArrayNode rows = table.putArray("rows");
        for (Resource resource : resources) {
            ObjectNode row = rows.addObject();
            ArrayNode cells = row.putArray("cells");
            columns.forEach(column -> cells.addPOJO(column.cell().apply(resource)));
            switch (includeObject) {
                case "None" -> {}
                case "Object" -> row.set("object", resource.json());
                default -> row.set("object", Reads.metadataOf(resource));
            }
        }
        return table;
    }

    private List<Column> columns(ResourceType type) {
        if (type.kind().equals("Event")) {
            return event();
        }
        List<Column> columns = new ArrayList<>(List.of(name()));
        columns.addAll(
                switch (type.kind()) {
                    case "Pod" -> pod();
                    case "Deployment" -> deployment();
                    case "ReplicaSet" ->
                        List.of(
                                number("Desired", "/spec/replicas"),
                                number("Current", "/status/replicas"),
                                number("Ready", "/status/readyReplicas"));
                    case "StatefulSet" -> List.of(text("Ready", Tables::readyOfWanted));
                    case "DaemonSet" ->
                        List.of(
                                number("Desired", "/status/desiredNumberScheduled"),
                                number("Current", "/status/currentNumberScheduled"),
                                number("Ready", "/status/numberReady"));
                    case "Service" -> service();
                    case "Node" ->
                        List.of(
                                text("Status", Tables::nodeStatus),
                                text("Roles", _ -> "control-plane"),
                                text("Version", "/status/nodeInfo/kubeletVersion"));
                    case "Namespace" -> List.of(text("Status", "/status/phase"));
                    case "PersistentVolumeClaim" ->
                        List.of(
                                text("Status", "/status/phase"),
                                text("Volume", "/spec/volumeName"),
                                text("Capacity", "/status/capacity/storage"),
                                text("StorageClass", "/spec/storageClassName"));
                    case "ConfigMap" ->
                        List.of(text("Data", map -> map.at("/data").size()));
                    case "Secret" ->
                        List.of(
                                text("Type", "/type"),
                                text("Data", secret -> secret.at("/data").size()));
                    case "Ingress" ->
                        List.of(
                                text("Class", "/spec/ingressClassName"),
                                text("Hosts", "/spec/rules/0/host"),
                                text("Address", "/status/loadBalancer/ingress/0/ip"),
                                text("Ports", _ -> "80"));
                    case "HorizontalPodAutoscaler" ->
                        List.of(
                                text("Reference", "/spec/scaleTargetRef/name"),
                                number("MinPods", "/spec/minReplicas"),
                                number("MaxPods", "/spec/maxReplicas"),
                                number("Replicas", "/status/currentReplicas"));
                    default -> List.of();
                });
        columns.add(age());
        return columns;
    }

    private List<Column> pod() {
        return List.of(
                text(
                        "Ready",
                        pod -> PodSummary.of(pod).ready() + "/"
                                + PodSummary.of(pod).containers()),
                text("Status", pod -> PodSummary.of(pod).status()),
                text("Restarts", this::restarts),
                new Column("IP", "string", true, pod -> orNone(pod.text("/status/podIP"))),
                new Column("Node", "string", true, pod -> orNone(pod.text("/spec/nodeName"))));
    }

    private String restarts(Resource pod) {
        PodSummary summary = PodSummary.of(pod);
        return summary.restarts()
                + summary.lastRestart()
                        .map(time -> " (%s ago)".formatted(since(time)))
                        .orElse("");
    }

    private static List<Column> deployment() {
        return List.of(
                text("Ready", Tables::readyOfWanted),
                number("Up-to-date", "/status/updatedReplicas"),
                number("Available", "/status/availableReplicas"),
                new Column("Containers", "string", true, workload -> each(workload, "name")),
                new Column("Images", "string", true, workload -> each(workload, "image")));
    }

    private static List<Column> service() {
        return List.of(
                text("Type", "/spec/type"),
                text("Cluster-IP", "/spec/clusterIP"),
                text("External-IP", _ -> "<none>"),
                text("Port(s)", Tables::ports));
    }

    private List<Column> event() {
        return List.of(
                text("Last Seen", event -> since(Instant.parse(event.text("/lastTimestamp")))),
                text("Type", "/type"),
                text("Reason", "/reason"),
                text(
                        "Object",
                        event -> event.text("/involvedObject/kind").toLowerCase(java.util.Locale.ROOT) + "/"
                                + event.text("/involvedObject/name")),
                text("Message", "/message"),
                new Column("Name", "string", true, Resource::name));
    }

    private static String readyOfWanted(Resource workload) {
        return workload.number("/status/readyReplicas", 0) + "/" + workload.number("/spec/replicas", 1);
    }

    private static String nodeStatus(Resource node) {
        for (JsonNode condition : node.at("/status/conditions")) {
            if (condition.path("type").asString().equals("Ready")) {
                return condition.path("status").asString().equals("True") ? "Ready" : "NotReady";
            }
        }
        return "Unknown";
    }

    private static String ports(Resource service) {
        return service.at("/spec/ports")
                .valueStream()
                .map(port -> port.path("port").asString()
                        + (port.has("nodePort") ? ":" + port.path("nodePort").asString() : "")
                        + "/" + port.path("protocol").asString("TCP"))
                .collect(Collectors.joining(","));
    }

    private static String each(Resource workload, String field) {
        return workload.at("/spec/template/spec/containers")
                .valueStream()
                .map(container -> container.path(field).asString(""))
                .collect(Collectors.joining(","));
    }

    private Column age() {
        return text("Age", resource -> since(resource.created()));
    }

    private static Column name() {
        return text("Name", Resource::name);
    }

    private static Column text(String name, String pointer) {
        return text(name, resource -> resource.text(pointer));
    }

    private static Column text(String name, Function<Resource, Object> cell) {
        return new Column(name, "string", false, cell);
    }

    private static Column number(String name, String pointer) {
        return new Column(name, "integer", false, resource -> resource.number(pointer, 0));
    }

    private static String orNone(String text) {
        return text.isEmpty() ? "<none>" : text;
    }

    /// As kubectl writes ages: the two largest units, or one when it is large.
    private String since(Instant time) {
        Duration age = Duration.between(time, clock.instant());
        if (age.toSeconds() < 120) {
            return Math.max(0, age.toSeconds()) + "s";
        }
        if (age.toMinutes() < 10) {
            return age.toMinutes() + "m" + (age.toSecondsPart() == 0 ? "" : age.toSecondsPart() + "s");
        }
        if (age.toHours() < 3) {
            return age.toMinutes() + "m";
        }
        return age.toHours() < 48 ? age.toHours() + "h" : age.toDays() + "d";
    }
}
