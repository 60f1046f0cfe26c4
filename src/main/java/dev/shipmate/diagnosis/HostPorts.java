package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.PodView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Who has the port of the node that a pod wants.
final class HostPorts {
    private static final int MOST_NAMED = 5;
    private static final String HASH = "pod-template-hash";

    private final Cluster cluster;
    private final Suspect suspect;

    HostPorts(Cluster cluster, Suspect suspect) {
        this.cluster = cluster;
        this.suspect = suspect;
    }

    private record Port(String container, int inside, int number, String protocol) {}

    private record Holder(PodView pod, Port port) {}

    Lead explain(Lead lead) {
        List<Port> wanted = ports(suspect.json());
        List<Holder> holders = holders(wanted);
        if (holders.isEmpty()) {
            return lead;
        }
        Finding finding = lead.finding()
                .with(holders.stream()
                        .map(holder -> Evidence.object("host port %d of node/%s is used by %s in namespace %s"
                                .formatted(
                                        holder.port().number(),
                                        holder.pod().node(),
                                        holder.pod().display(),
                                        holder.pod().namespace())))
                        .toList());
        Holder holder = holders.getFirst();
        return lead.with(isOwn(holder) ? own(finding, holder) : taken(finding, holder));
    }

    /// The first few; a pod of its own workload comes first, because then the workload is in its own way.
    private List<Holder> holders(List<Port> wanted) {
        var own = new ArrayList<Holder>();
        var others = new ArrayList<Holder>();
        Permitted.look(() -> cluster.forEachPodObject("", "", (pod, json) -> {
            if (pod.node().isEmpty() || pod.completed() || pod.phase().equals("Failed")) {
                return;
            }
            ports(json).stream()
                    .filter(port -> wanted.stream()
                            .anyMatch(it -> it.number() == port.number()
                                    && it.protocol().equals(port.protocol())))
                    .findFirst()
                    .map(port -> new Holder(pod, port))
                    .ifPresent(holder -> (isOwn(holder) ? own : others).add(holder));
        }));
        own.addAll(others);
        return own.stream().limit(MOST_NAMED).toList();
    }

    private boolean isOwn(Holder holder) {
        return holder.pod().namespace().equals(suspect.pod().namespace())
                && !suspect.pod().owner().isEmpty()
                && holder.pod().owner().equals(suspect.pod().owner());
    }

    private Finding taken(Finding finding, Holder holder) {
        Finding told = finding.withCause("it cannot be scheduled: host port %d is taken by %s of namespace %s."
                .formatted(
                        holder.port().number(),
                        Suspect.object(holder.pod()),
                        holder.pod().namespace()));
        return remedy(holder.port().number()).map(told::withRemedy).orElse(told);
    }

    private Finding own(Finding finding, Holder holder) {
        PodView pod = suspect.pod();
        boolean older = !pod.labels()
                .getOrDefault(HASH, "")
                .equals(holder.pod().labels().getOrDefault(HASH, ""));
        if (!older || !pod.owner().startsWith("deployment/")) {
            Finding told = finding.withCause(
                    "it cannot be scheduled: another pod of it has host port %d, and a node has each port only once."
                            .formatted(holder.port().number()));
            return remedy(holder.port().number()).map(told::withRemedy).orElse(told);
        }
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec").putObject("strategy").put("type", "Recreate").putNull("rollingUpdate");
        Finding told = finding.withCause(
                "its new pod cannot be scheduled: host port %d is still used by its older pod, which waits for the new one."
                        .formatted(holder.port().number()));
        return PatchTemplate.workload(pod)
                .map(workload -> told.withRemedy(new Remedy.PatchObject(
                        "Let %s stop its older pod before it starts a new one (it is away in between)"
                                .formatted(workload.display()),
                        PatchTemplate.object(workload),
                        patch.toString())))
                .orElse(told);
    }

    /// With the host's network every port of a container is one of the host: there is nothing to take out.
    private Optional<Remedy> remedy(int number) {
        if (suspect.json().path("spec").path("hostNetwork").asBoolean(false)) {
            return Optional.empty();
        }
        return ports(suspect.json()).stream()
                .filter(port -> port.number() == number)
                .findFirst()
                .flatMap(port -> {
                    ObjectNode fields = JsonNodeFactory.instance.objectNode();
                    fields.putArray("ports")
                            .addObject()
                            .put("containerPort", port.inside())
                            .put("protocol", port.protocol())
                            .putNull("hostPort");
                    return PatchTemplate.container(
                            suspect,
                            "Take host port %d out of %s (a Service still leads to its port %d)"
                                    .formatted(number, suspect.object(), port.inside()),
                            port.container(),
                            fields);
                });
    }

    private static List<Port> ports(JsonNode pod) {
        var ports = new ArrayList<Port>();
        for (JsonNode container : pod.path("spec").path("containers")) {
            for (JsonNode port : container.path("ports")) {
                int number = port.path("hostPort").asInt(0);
                if (number > 0) {
                    ports.add(new Port(
                            container.path("name").asString(""),
                            port.path("containerPort").asInt(0),
                            number,
                            port.path("protocol").asString("TCP")));
                }
            }
        }
        return ports;
    }
}
