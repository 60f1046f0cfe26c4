package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.tool.ToolCall;
import java.util.Arrays;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A workload that is to be changed: what it is, and its JSON as it was read.
record WorkloadObject(WorkloadView view, JsonNode json) {
    WorkloadName id() {
        return view.id();
    }

    ObjectName name() {
        return part("");
    }

    /// A part of the workload that is changed by itself, such as `scale`.
    ObjectName part(String part) {
        var kind = KnownKinds.find(id().kind()).orElseThrow();
        return new ObjectName(kind, id().namespace(), id().name(), part);
    }

    /// As the beginning of a sentence: `deployment/web in namespace todo`.
    String phrase() {
        return "%s in namespace %s".formatted(id().display(), id().namespace());
    }

    JsonNode template() {
        return template(json);
    }

    /// The pod template in this workload's JSON as the API server answers it.
    JsonNode template(JsonNode workload) {
        return workload.at(templatePath());
    }

    String templatePath() {
        return id().kind().equals("cronjob") ? "/spec/jobTemplate/spec/template" : "/spec/template";
    }

    boolean isOneOf(String... kinds) {
        return Arrays.asList(kinds).contains(id().kind());
    }

    /// The beginning of a merge patch. It holds the uid: another object that got the name meanwhile is left alone.
    ObjectNode patch() {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("metadata").put("uid", uid());
        return patch;
    }

    /// A call of a tool for exactly this workload.
    ToolCall call(String tool) {
        return new ToolCall(tool, Map.of()).with("name", id().display()).with("namespace", id().namespace());
    }

    String uid() {
        return json.path("metadata").path("uid").asString("");
    }

    /// Where new pods do not come by themselves: why a change of the template is not seen at once; empty elsewhere.
    String restraint() {
        JsonNode strategy = json.path("spec").path("updateStrategy");
        int partition = strategy.path("rollingUpdate").path("partition").asInt(0);
        if (strategy.path("type").asString("").equals("OnDelete")) {
            return "Its update strategy is OnDelete: each pod changes only when it is deleted.";
        }
        if (partition > 0) {
            return "Its update strategy has partition %d: pods with a lower number stay as they are."
                    .formatted(partition);
        }
        return id().kind().equals("cronjob") ? "The next job that it starts is the first with the change." : "";
    }
}
