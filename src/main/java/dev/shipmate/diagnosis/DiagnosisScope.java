package dev.shipmate.diagnosis;

import dev.shipmate.cluster.WorkloadName;

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

    /// What a Helm release is made of: objects with its name in the label `app.kubernetes.io/instance`, hooks too.
    record Release(String namespace, String release) implements DiagnosisScope {}
}
