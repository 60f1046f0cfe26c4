package dev.shipmate.diagnosis;

import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.cluster.WorkloadView;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A workload, and the labels that its pods get.
///
/// @param release the Helm release that it belongs to; empty when it belongs to none
record WorkloadFacts(WorkloadView view, String release, Map<String, String> podLabels, WorkloadSpec spec) {
    static final String INSTANCE = "app.kubernetes.io/instance";

    WorkloadFacts {
        podLabels = Map.copyOf(podLabels);
    }

    static WorkloadFacts of(WorkloadView view, JsonNode json) {
        JsonNode labels = json.at(
                view.id().kind().equals("cronjob")
                        ? "/spec/jobTemplate/spec/template/metadata/labels"
                        : "/spec/template/metadata/labels");
        return new WorkloadFacts(view, release(json.path("metadata")), texts(labels), WorkloadSpec.of(json));
    }

    /// Helm's own annotation, else the label that charts give their objects.
    static String release(JsonNode metadata) {
        String annotated =
                metadata.path("annotations").path("meta.helm.sh/release-name").asString("");
        return annotated.isEmpty() ? metadata.path("labels").path(INSTANCE).asString("") : annotated;
    }

    /// When an object was made; `Instant.EPOCH` when it does not say.
    static Instant created(JsonNode metadata) {
        return time(metadata.path("creationTimestamp"));
    }

    static Instant time(JsonNode text) {
        try {
            return Instant.parse(text.asString(""));
        } catch (DateTimeParseException _) {
            return Instant.EPOCH;
        }
    }

    static Map<String, String> texts(JsonNode object) {
        var texts = new HashMap<String, String>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString("")));
        return texts;
    }

    WorkloadName id() {
        return view.id();
    }

    /// Whether it keeps pods running, so that a Service may lead to them.
    boolean serves() {
        return !id().kind().endsWith("job");
    }

    /// Whether pods that it wants were not made.
    boolean lacksPods() {
        return serves() ? view.current() < view.desired() : isUnfinishedJob() && view.current() == 0;
    }

    boolean isFinishedJob() {
        return id().kind().equals("job") && view.ready() >= view.desired();
    }

    private boolean isUnfinishedJob() {
        return id().kind().equals("job") && view.ready() < view.desired();
    }
}
