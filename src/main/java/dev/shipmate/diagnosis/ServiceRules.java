package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.spelling.Spelling;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Why no pod is behind a Service: its selector. A Service whose pods are not ready is no finding: its pods are.
final class ServiceRules implements SceneRule {
    private final StartUp start;

    ServiceRules(StartUp start) {
        this.start = start;
    }

    @Override
    public List<Lead> examine(Scene scene) {
        return scene.services().stream()
                .filter(service -> !service.selector().isEmpty() && service.pods() == 0)
                .flatMap(service -> selector(service, scene).stream())
                .toList();
    }

    /// A workload that has no pods yet, or was scaled to 0, is still what the selector means.
    private Optional<Lead> selector(ServiceFacts service, Scene scene) {
        List<WorkloadFacts> workloads = scene.workloadsIn(service.namespace());
        boolean meansOne = workloads.stream().anyMatch(workload -> service.selects(workload.podLabels()));
        if (meansOne || start.isNew(service.created())) {
            return Optional.empty();
        }
        Optional<WorkloadFacts> meant = meant(service, scene);
        String cause =
                "its selector %s matches no pod, so nothing answers behind it".formatted(labels(service.selector()));
        if (meant.isEmpty()) {
            return Optional.of(Lead.of(Finding.of(
                    "service-selector-mismatch",
                    service.display(),
                    service.namespace(),
                    cause + ".",
                    List.of(),
                    "Correct its selector, or create the workload that it means.")));
        }
        Map<String, String> there = meant.get().podLabels();
        String who = meant.get().id().display();
        return Optional.of(Lead.of(Finding.of(
                                "service-selector-mismatch",
                                service.display(),
                                service.namespace(),
                                "%s; the pods of %s have %s.".formatted(cause, who, labels(likeness(service, there))),
                                List.of(
                                        "selector: " + labels(service.selector()),
                                        "labels of the pods of %s: %s".formatted(who, labels(there))),
                                "Make its selector fit the labels of the pods.")
                        .withRemedy(new Remedy.PatchObject(
                                "Make the selector of %s fit the pods of %s".formatted(service.display(), who),
                                new ObjectName(KnownKinds.SERVICES, service.namespace(), service.name()),
                                selectorPatch(service, there))))
                .concerning(List.of(who)));
    }

    /// What the pods have where the selector wants something else.
    private static Map<String, String> likeness(ServiceFacts service, Map<String, String> labels) {
        var shared = new TreeMap<String, String>();
        service.selector().forEach((key, value) -> {
            String there = labels.getOrDefault(key, "");
            if (!there.isEmpty() && !there.equals(value)) {
                shared.put(key, there);
            }
        });
        return shared.isEmpty() ? labels : shared;
    }

    private static String selectorPatch(ServiceFacts service, Map<String, String> labels) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode selector = patch.putObject("spec").putObject("selector");
        service.selector().keySet().forEach(key -> {
            if (labels.containsKey(key)) {
                selector.put(key, labels.get(key));
            } else {
                selector.putNull(key);
            }
        });
        if (service.selector().keySet().stream().noneMatch(labels::containsKey)) {
            labels.forEach(selector::put);
        }
        return patch.toString();
    }

    /// The workload that fits best, if only one does.
    private static Optional<WorkloadFacts> meant(ServiceFacts service, Scene scene) {
        record Fit(WorkloadFacts workload, int score) {}
        List<Fit> fits = scene.workloadsIn(service.namespace()).stream()
                .filter(WorkloadFacts::serves)
                .filter(workload -> !workload.podLabels().isEmpty())
                .map(workload -> new Fit(workload, score(service, workload, scene)))
                .filter(fit -> fit.score() > 0)
                .sorted(Comparator.comparingInt(Fit::score).reversed())
                .toList();
        boolean clear = fits.size() == 1
                || (fits.size() > 1 && fits.get(0).score() > fits.get(1).score());
        return clear ? Optional.of(fits.getFirst().workload()) : Optional.empty();
    }

    private static int score(ServiceFacts service, WorkloadFacts workload, Scene scene) {
        int score = 0;
        for (Map.Entry<String, String> label : service.selector().entrySet()) {
            String there = workload.podLabels().getOrDefault(label.getKey(), "");
            if (there.equals(label.getValue())) {
                score += 2;
            } else if (Spelling.slip(label.getValue(), there) || related(label.getValue(), there)) {
                score += 3;
            }
        }
        String name = workload.id().name();
        score += name.equals(service.name()) ? 6 : related(name, service.name()) ? 3 : 0;
        boolean taken = scene.servicesIn(service.namespace()).stream().anyMatch(it -> it.selects(workload.podLabels()));
        return score == 0 ? 0 : score + (taken ? 0 : 1);
    }

    private static boolean related(String one, String other) {
        return one.length() > 2 && other.length() > 2 && (one.contains(other) || other.contains(one));
    }

    private static String labels(Map<String, String> labels) {
        return new TreeMap<>(labels)
                .entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(", "));
    }
}
