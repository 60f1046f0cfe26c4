package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.diagnosis.Remedy;
import dev.shipmate.tool.ToolCall;
import java.util.Map;

/// The call of a tool that makes what a remedy describes, so that it goes through the gate as every change does.
public final class RemedyCalls {
    private RemedyCalls() {}

    public static ToolCall of(Remedy remedy) {
        return switch (remedy) {
            case Remedy.PatchObject(String _, ObjectName object, String patch) -> PatchTool.call(object, patch);
            case Remedy.DeleteObject(String _, ObjectName object) -> DeleteTool.call(object);
            case Remedy.SetImage(String _, WorkloadName workload, String container, String image) ->
                call("set_image", workload).with("image", image).with("container", container);
            case Remedy.UndoRollout(String _, WorkloadName workload) -> call("rollout_undo", workload);
        };
    }

    private static ToolCall call(String tool, WorkloadName workload) {
        return new ToolCall(tool, Map.of()).with("name", workload.display()).with("namespace", workload.namespace());
    }
}
