package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.monitoring.Adjustment;
import dev.shipmate.tool.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The calls that make what was proposed for a workload: one for each object that changes.
final class AdjustmentCalls {
    private final WorkloadName workload;
    private final ObjectNode patch = JsonNodeFactory.instance.objectNode();
    private final List<ToolCall> calls = new ArrayList<>();
    private boolean settings;

    private AdjustmentCalls(WorkloadName workload) {
        this.workload = workload;
    }

    static List<ToolCall> of(WorkloadName workload, List<Adjustment> adjustments) {
        var calls = new AdjustmentCalls(workload);
        adjustments.forEach(calls::add);
        return calls.made(adjustments);
    }

    private void add(Adjustment adjustment) {
        switch (adjustment) {
            case Adjustment.Replicas replicas -> patch.withObject("/spec").put("replicas", replicas.to());
            case Adjustment.Bound bound -> calls.add(bound(bound));
            case Adjustment.Setting setting -> {
                settings = true;
                container(setting.container())
                        .withObject("/resources")
                        .withObject("/" + setting.part())
                        .put(setting.resource(), setting.after());
            }
        }
    }

    /// A number of pods alone is scaled, as a person would; with other changes it is one patch and one rollout.
    private List<ToolCall> made(List<Adjustment> adjustments) {
        if (settings) {
            calls.addFirst(
                    PatchTool.call(new ObjectName(kind(), workload.namespace(), workload.name()), patch.toString()));
            return calls;
        }
        for (Adjustment adjustment : adjustments) {
            if (adjustment instanceof Adjustment.Replicas replicas) {
                calls.addFirst(new ToolCall("scale", Map.of())
                        .with("name", workload.display())
                        .with("replicas", replicas.to())
                        .with("namespace", workload.namespace()));
            }
        }
        return calls;
    }

    private ToolCall bound(Adjustment.Bound bound) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.putObject("spec").put(bound.field(), bound.to());
        return PatchTool.call(
                new ObjectName(KnownKinds.AUTOSCALERS, workload.namespace(), bound.autoscaler()), fields.toString());
    }

    private ObjectNode container(String name) {
        ArrayNode containers = patch.withObject("/spec/template/spec").withArray("/containers");
        for (var container : containers) {
            if (container.path("name").asString("").equals(name) && container instanceof ObjectNode known) {
                return known;
            }
        }
        return containers.addObject().put("name", name);
    }

    private ResourceKind kind() {
        return KnownKinds.find(workload.kind()).orElseThrow();
    }
}
