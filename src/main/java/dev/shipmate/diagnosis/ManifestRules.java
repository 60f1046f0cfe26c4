package dev.shipmate.diagnosis;

import dev.shipmate.diagnosis.Manifests.Old;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Manifests that cannot be applied again, because the version of the API that they name is served no more. What they
/// made goes on working.
final class ManifestRules implements SceneRule {
    /// The release of Kubernetes that stopped to serve a version, by the kind and the version: the deprecation guide of
    /// kubernetes.io lists them.
    private static final Map<String, String> ENDED = Map.ofEntries(
            Map.entry("Deployment extensions/v1beta1", "1.16"),
            Map.entry("Deployment apps/v1beta1", "1.16"),
            Map.entry("Deployment apps/v1beta2", "1.16"),
            Map.entry("DaemonSet extensions/v1beta1", "1.16"),
            Map.entry("DaemonSet apps/v1beta2", "1.16"),
            Map.entry("StatefulSet apps/v1beta1", "1.16"),
            Map.entry("StatefulSet apps/v1beta2", "1.16"),
            Map.entry("NetworkPolicy extensions/v1beta1", "1.16"),
            Map.entry("Ingress extensions/v1beta1", "1.22"),
            Map.entry("Ingress networking.k8s.io/v1beta1", "1.22"),
            Map.entry("IngressClass networking.k8s.io/v1beta1", "1.22"),
            Map.entry("StorageClass storage.k8s.io/v1beta1", "1.22"),
            Map.entry("ValidatingWebhookConfiguration admissionregistration.k8s.io/v1beta1", "1.22"),
            Map.entry("MutatingWebhookConfiguration admissionregistration.k8s.io/v1beta1", "1.22"),
            Map.entry("APIService apiregistration.k8s.io/v1beta1", "1.22"),
            Map.entry("CronJob batch/v1beta1", "1.25"),
            Map.entry("PodDisruptionBudget policy/v1beta1", "1.25"),
            Map.entry("HorizontalPodAutoscaler autoscaling/v2beta1", "1.25"),
            Map.entry("HorizontalPodAutoscaler autoscaling/v2beta2", "1.26"));

    @Override
    public List<Lead> examine(Scene scene) {
        return scene.objects().manifests().old().stream()
                .flatMap(old -> examine(old).stream())
                .map(Lead::of)
                .toList();
    }

    private static Optional<Finding> examine(Old old) {
        return Optional.ofNullable(ENDED.get(old.kind().kind() + " " + old.version()))
                .map(release -> Finding.of(
                                "api-kind-unknown",
                                old.kind().singular() + "/" + old.name(),
                                old.namespace(),
                                "its manifest names apiVersion %s, which Kubernetes does not serve from %s on: it works, but the manifest cannot be applied again."
                                        .formatted(old.version(), release),
                                List.of(),
                                "Write %s into the manifest; some fields have other names there."
                                        .formatted(Manifests.current(old.kind())))
                        .as(Severity.WARNING)
                        .as(Confidence.LIKELY)
                        .with(Evidence.field(
                                old.where(),
                                "it was last applied with apiVersion %s; it is served as %s"
                                        .formatted(old.version(), Manifests.current(old.kind())))));
    }
}
