package dev.shipmate.pipeline;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.Quantity;
import dev.shipmate.helm.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Whether the nodes have what the pods of a chart ask for.
final class CapacityCheck {
    private static final List<String> RUNNING = List.of("Deployment", "StatefulSet", "DaemonSet");

    private final Cluster cluster;

    CapacityCheck(Cluster cluster) {
        this.cluster = cluster;
    }

    /// What a pod asks for, or a node has.
    private record Size(long cpuMillicores, long memoryBytes) {
        static Size of(JsonNode node) {
            return new Size(
                    Quantity.millicores(node.path("cpu").asString("")),
                    Quantity.bytes(node.path("memory").asString("")));
        }

        Size plus(Size other, int times) {
            return new Size(cpuMillicores + other.cpuMillicores * times, memoryBytes + other.memoryBytes * times);
        }

        boolean fits(Size into) {
            return cpuMillicores <= into.cpuMillicores && memoryBytes <= into.memoryBytes;
        }

        String display() {
            String cpu = cpuMillicores % 1000 == 0 ? String.valueOf(cpuMillicores / 1000) : cpuMillicores + "m";
            return "%s CPU and %s".formatted(cpu, Quantity.mebibytes(memoryBytes));
        }
    }

    List<Remark> of(Manifest manifest) {
        List<Size> nodes = nodes();
        if (nodes.isEmpty()) {
            return List.of();
        }
        var remarks = new ArrayList<Remark>();
        var asked = new Size(0, 0);
        for (Map.Entry<String, JsonNode> object : manifest.objects().entrySet()) {
            JsonNode spec = object.getValue().path("spec");
            if (RUNNING.contains(object.getValue().path("kind").asString(""))) {
                Size pod = pod(spec.path("template").path("spec"));
                if (nodes.stream().noneMatch(pod::fits)) {
                    remarks.add(new Remark.Wrong(
                            "A pod of %s asks for %s, which no node has: the largest has %s."
                                    .formatted(
                                            object.getKey(),
                                            pod.display(),
                                            largest(nodes).display()),
                            "Lower its requests in the values, or use a cluster with a larger node."));
                }
                asked = asked.plus(pod, spec.path("replicas").asInt(1));
            }
        }
        Size all = nodes.stream().reduce(new Size(0, 0), (one, other) -> one.plus(other, 1));
        String told = "the pods ask for %s, the nodes have %s".formatted(asked.display(), all.display());
        remarks.add(asked.fits(all) ? new Remark.Fine(told) : new Remark.Note(told));
        return remarks;
    }

    private static Size largest(List<Size> nodes) {
        return nodes.stream()
                .reduce((one, other) -> one.memoryBytes() >= other.memoryBytes() ? one : other)
                .orElseThrow();
    }

    private List<Size> nodes() {
        var nodes = new ArrayList<Size>();
        cluster.forEachObject(KnownKinds.NODES, "", "", node -> {
            if (!node.path("spec").path("unschedulable").asBoolean(false)) {
                nodes.add(Size.of(node.path("status").path("allocatable")));
            }
        });
        return nodes;
    }

    /// The larger of what its containers ask for together and what one of its init containers asks for.
    private static Size pod(JsonNode spec) {
        var together = new Size(0, 0);
        for (JsonNode container : spec.path("containers")) {
            together = together.plus(Size.of(container.path("resources").path("requests")), 1);
        }
        for (JsonNode container : spec.path("initContainers")) {
            Size one = Size.of(container.path("resources").path("requests"));
            together = new Size(
                    Math.max(together.cpuMillicores(), one.cpuMillicores()),
                    Math.max(together.memoryBytes(), one.memoryBytes()));
        }
        return together;
    }
}
