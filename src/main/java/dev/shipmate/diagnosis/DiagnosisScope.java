package dev.shipmate.diagnosis;

import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.WorkloadName;
import tools.jackson.databind.JsonNode;

/// What is to be examined.
public sealed interface DiagnosisScope {
    /// Empty for all of them.
    String namespace();

    /// Everything in a namespace, or in all of them when it is empty.
    record Namespace(String namespace) implements DiagnosisScope {}

    /// A workload and its pods.
    record OneWorkload(WorkloadName workload) implements DiagnosisScope {
        @Override
        public String namespace() {
            return workload.namespace();
        }
    }

    /// One pod.
    record OnePod(String namespace, String name) implements DiagnosisScope {}

    /// Any other object, and what it stands on: the pods behind a Service, the target of an autoscaler.
    record OneObject(ObjectName object) implements DiagnosisScope {
        @Override
        public String namespace() {
            return object.kind().namespaced() ? object.namespace() : "";
        }
    }

    /// What a Helm release is made of: objects with its name in the label `app.kubernetes.io/instance`, hooks too.
    record Release(String namespace, String release) implements DiagnosisScope {}

    /// The Helm release that an object belongs to, by its annotations or labels; empty when it belongs to none.
    static String release(JsonNode object) {
        return WorkloadFacts.release(object.path("metadata"));
    }
}
