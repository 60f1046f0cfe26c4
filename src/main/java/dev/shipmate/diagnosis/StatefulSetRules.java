package dev.shipmate.diagnosis;

import dev.shipmate.spelling.Spelling;
import dev.shipmate.spelling.Words;
import java.util.List;

/// Stateful sets whose pods get no names of their own, because the Service that gives them is missing.
final class StatefulSetRules implements SceneRule {
    private final StartUp start;

    StatefulSetRules(StartUp start) {
        this.start = start;
    }

    @Override
    public List<Lead> examine(Scene scene) {
        return scene.unseen().stream().anyMatch(kind -> kind.startsWith("services"))
                ? List.of()
                : scene.workloads().stream()
                        .filter(workload -> !workload.spec().service().isEmpty()
                                && workload.view().desired() > 0)
                        .filter(workload -> !start.isNew(workload.view().created()))
                        .filter(workload -> scene.servicesIn(workload.id().namespace()).stream()
                                .noneMatch(service ->
                                        service.name().equals(workload.spec().service())))
                        .map(workload -> nameless(workload, scene))
                        .toList();
    }

    /// What the Service is called is fixed when a stateful set is made.
    private static Lead nameless(WorkloadFacts workload, Scene scene) {
        String service = workload.spec().service();
        List<String> names = scene.servicesIn(workload.id().namespace()).stream()
                .map(ServiceFacts::name)
                .toList();
        List<String> near = Spelling.nearest(service, names);
        return Lead.of(Finding.of(
                        "statefulset-service-missing",
                        workload.id().display(),
                        workload.id().namespace(),
                        "its Service %s does not exist, so names such as %s-0.%s are not known%s."
                                .formatted(
                                        service,
                                        workload.id().name(),
                                        service,
                                        near.isEmpty() ? "" : "; nearest: " + Words.list(near)),
                        List.of("services in namespace %s: %s"
                                .formatted(
                                        workload.id().namespace(),
                                        names.isEmpty()
                                                ? "none"
                                                : Words.list(
                                                        names.stream().limit(10).toList()))),
                        "Create a Service %s with clusterIP None for pods with %s, or make the stateful set again with the right"
                                        .formatted(service, new LabelSelector(workload.podLabels(), List.of()).text())
                                + " name.")
                .as(Severity.WARNING)
                .with(Evidence.field("spec.serviceName", "serviceName: " + service)));
    }
}
