package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.Patch;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.Undo;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// A change to one workload that was worked out and can be tried or made.
///
/// @param target what the patch goes to: the workload, or a part of it
/// @param changes reads old and new values from the API server's answer; none means that all was so already
/// @param already the sentence to answer with in that case
/// @param losses what would be gone, for the plan
/// @param notes what a person should know afterwards
record WorkloadChange(
        WorkloadObject workload,
        ObjectName target,
        Patch patch,
        Function<JsonNode, List<Change>> changes,
        String already,
        List<String> losses,
        List<String> notes,
        Undo undo) {
    WorkloadChange {
        losses = List.copyOf(losses);
        notes = List.copyOf(notes);
    }
}
