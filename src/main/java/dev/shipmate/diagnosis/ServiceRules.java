package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.spelling.Spelling;
import dev.shipmate.spelling.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Why nothing answers behind a Service: its selector, or the ports that it sends to. A Service whose pods are not
/// ready
/// is no finding: its pods are.
final class ServiceRules implements SceneRule {
    private final StartUp start;

    ServiceRules(StartUp start) {
        this.start = start;
    }

    @Override
    public List<Lead> examine(Scene scene) {
        return scene.services().stream()
                .filter(service -> !service.selector().isEmpty())
                .flatMap(service -> (service.pods() == 0 ? selector(service, scene) : ports(service)).stream())
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

    private static Optional<Lead> ports(ServiceFacts service) {
        if (service.listening().isEmpty()) {
            return Optional.empty();
        }
        boolean oneFits = service.ports().stream().anyMatch(port -> fits(service, port));
        return service.ports().stream()
                .filter(port -> !fits(service, port) && (port.isNamed() || !oneFits))
                .findFirst()
                .map(port -> port(service, port));
    }

    private static boolean fits(ServiceFacts service, ServiceFacts.Port port) {
        return port.isNamed()
                ? service.named().containsKey(port.target())
                : service.listening().contains(port.targetNumber());
    }

    private static Lead port(ServiceFacts service, ServiceFacts.Port port) {
        String owners = Words.list(List.copyOf(service.owners()));
        String declared = service.listening().stream().map(String::valueOf).collect(Collectors.joining(", "));
        var evidence = new ArrayList<String>();
        evidence.add("port %d has targetPort %s".formatted(port.port(), port.target()));
        evidence.add("ports that the containers of %s declare: %s%s".formatted(owners, declared, names(service)));
        Finding finding = Finding.of(
                port.isNamed() ? "service-named-port" : "service-target-port",
                service.display(),
                service.namespace(),
                port.isNamed()
                        ? "its port %d leads to a port named %s, which no container of %s has."
                                .formatted(port.port(), port.target(), owners)
                        : "its port %d leads to port %s of the pods, where no container of %s listens: they declare %s."
                                .formatted(port.port(), port.target(), owners, declared),
                evidence,
                "Let targetPort name a port of the containers.");
        return Lead.of(candidate(service, port)
                        .map(target -> finding.withRemedy(portRemedy(service, port, target)))
                        .orElse(finding))
                .concerning(List.copyOf(service.owners()));
    }

    private static String names(ServiceFacts service) {
        return service.named().isEmpty()
                ? ""
                : " (named %s)".formatted(String.join(", ", service.named().keySet()));
    }

    private static Optional<Integer> candidate(ServiceFacts service, ServiceFacts.Port port) {
        var near = new TreeSet<Integer>();
        Spelling.nearest(
                        port.isNamed() ? port.target() : port.name(),
                        service.named().keySet())
                .forEach(name -> near.add(service.named().getOrDefault(name, 0)));
        return service.listening().size() == 1
                ? service.listening().stream().findFirst()
                : service.listening().contains(port.port())
                        ? Optional.of(port.port())
                        : near.size() == 1 ? Optional.of(near.first()) : Optional.empty();
    }

    private static Remedy portRemedy(ServiceFacts service, ServiceFacts.Port port, int target) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec")
                .putArray("ports")
                .addObject()
                .put("port", port.port())
                .put("targetPort", target);
        return new Remedy.PatchObject(
                "Lead port %d of %s to port %d of its pods".formatted(port.port(), service.display(), target),
                new ObjectName(KnownKinds.SERVICES, service.namespace(), service.name()),
                patch.toString());
    }

    private static String labels(Map<String, String> labels) {
        return new TreeMap<>(labels)
                .entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(", "));
    }
}
