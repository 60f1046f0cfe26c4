package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.diagnosis.ServiceFacts.Port;
import dev.shipmate.spelling.Spelling;
import dev.shipmate.spelling.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Ports of a Service that lead to where its pods do not listen. Of a headless one clients choose the port themselves.
final class ServicePortRules implements SceneRule {
    private static final List<String> TELLING =
            List.of("app.kubernetes.io/name", "app", "app.kubernetes.io/component", "component", "k8s-app", "name");

    @Override
    public List<Lead> examine(Scene scene) {
        return scene.services().stream()
                .filter(service -> service.pods() > 0 && !service.headless())
                .flatMap(service -> wrong(service).or(() -> strangers(service, scene)).stream())
                .toList();
    }

    private static Optional<Lead> wrong(ServiceFacts service) {
        boolean oneFits = service.ports().stream().anyMatch(port -> fitsAny(service, port));
        return service.ports().stream()
                .filter(port -> !fitsAny(service, port) && (port.isNamed() || !oneFits))
                .filter(port -> port.isNamed() || knows(service))
                .findFirst()
                .map(port -> lead(service, port));
    }

    /// Whether anything is known of what the pods listen on.
    private static boolean knows(ServiceFacts service) {
        return service.behind().values().stream()
                .anyMatch(ports ->
                        !ports.declared().isEmpty() || !ports.undeclared().isEmpty());
    }

    private static boolean fitsAny(ServiceFacts service, Port port) {
        return service.behind().values().stream().anyMatch(ports -> fits(ports, port));
    }

    private static boolean fits(PodPorts ports, Port port) {
        return port.isNamed() ? ports.has(port.target(), port.protocol()) : ports.may(port.targetNumber());
    }

    private static Lead lead(ServiceFacts service, Port port) {
        String owners = Words.list(List.copyOf(service.owners()));
        var known = new TreeSet<>(declared(service));
        boolean declared = !known.isEmpty();
        if (!declared) {
            service.behind().values().forEach(ports -> known.addAll(ports.undeclared()));
        }
        String numbers = known.stream().map(String::valueOf).collect(Collectors.joining(", "));
        var evidence = new ArrayList<String>();
        evidence.add("port %d has targetPort %s".formatted(port.port(), port.target()));
        evidence.add(
                declared
                        ? "ports that the containers of %s declare: %s%s".formatted(owners, numbers, names(service))
                        : "the containers of %s declare no port; their commands and settings name: %s"
                                .formatted(owners, numbers.isEmpty() ? "none" : numbers));
        Finding finding = Finding.of(
                port.isNamed() ? "service-named-port" : "service-target-port",
                service.display(),
                service.namespace(),
                port.isNamed()
                        ? "its port %d leads to a port named %s, which no container of %s has."
                                .formatted(port.port(), port.target(), owners)
                        : "its port %d leads to port %s of the pods, where no container of %s listens: they %s %s."
                                .formatted(
                                        port.port(),
                                        port.target(),
                                        owners,
                                        declared ? "declare" : "are told to use",
                                        numbers),
                evidence,
                "Let targetPort name a port of the containers.");
        // A declaration is only a word: the program may listen elsewhere.
        Finding sure = port.isNamed() ? finding : finding.as(Confidence.LIKELY);
        return Lead.of(candidate(service, port, known)
                        .map(target -> sure.withRemedy(portRemedy(service, port, target)))
                        .orElse(sure))
                .concerning(List.copyOf(service.owners()));
    }

    private static SortedSet<Integer> declared(ServiceFacts service) {
        var declared = new TreeSet<Integer>();
        service.behind().values().forEach(ports -> declared.addAll(ports.declared()));
        return declared;
    }

    private static String names(ServiceFacts service) {
        String names = service.behind().values().stream()
                .flatMap(ports -> ports.names().stream())
                .distinct()
                .map(name -> name.replace("/TCP", ""))
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : " (named %s)".formatted(names);
    }

    private static Optional<Integer> candidate(ServiceFacts service, Port port, SortedSet<Integer> known) {
        var byName = new TreeMap<String, Integer>();
        service.behind()
                .values()
                .forEach(ports -> ports.names().stream()
                        .filter(name -> name.endsWith("/" + port.protocol()))
                        .map(name -> name.substring(0, name.indexOf('/')))
                        .forEach(name -> byName.put(name, ports.number(name, port.protocol()))));
        var near = new TreeSet<Integer>();
        Spelling.nearest(port.isNamed() ? port.target() : port.name(), byName.keySet())
                .forEach(name -> near.add(byName.getOrDefault(name, 0)));
        return known.size() == 1
                ? Optional.of(known.first())
                : known.contains(port.port())
                        ? Optional.of(port.port())
                        : near.size() == 1 ? Optional.of(near.first()) : Optional.empty();
    }

    private static Remedy portRemedy(ServiceFacts service, Port port, int target) {
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

    /// Pods of a second workload that the selector also matches, and that declare other ports: what is sent to them is
    /// refused. Two workloads that listen alike, such as a canary and its elder, are normal.
    private static Optional<Lead> strangers(ServiceFacts service, Scene scene) {
        for (Port port : service.ports()) {
            List<String> meant = service.behind().entrySet().stream()
                    .filter(entry -> fits(entry.getValue(), port))
                    .map(Map.Entry::getKey)
                    .toList();
            Optional<String> stranger = service.behind().entrySet().stream()
                    .filter(entry -> !entry.getValue().declared().isEmpty()
                            && service.ports().stream().noneMatch(it -> fits(entry.getValue(), it)))
                    .map(Map.Entry::getKey)
                    .findFirst();
            if (!port.isNamed() && !meant.isEmpty() && stranger.isPresent()) {
                return Optional.of(stranger(service, port, meant.getFirst(), stranger.get(), scene));
            }
        }
        return Optional.empty();
    }

    private static Lead stranger(ServiceFacts service, Port port, String meant, String stranger, Scene scene) {
        String selector = new LabelSelector(service.selector(), List.of()).text();
        Finding finding = Finding.of(
                        "service-selects-strangers",
                        service.display(),
                        service.namespace(),
                        "its selector %s also matches the pods of %s, which do not listen on port %s: what is sent to them is"
                                        .formatted(selector, stranger, port.target())
                                + " refused.",
                        List.of(
                                "selector: " + selector,
                                "ports that %s declares: %s"
                                        .formatted(
                                                stranger,
                                                service.behind().entrySet().stream()
                                                        .filter(entry ->
                                                                entry.getKey().equals(stranger))
                                                        .flatMap(entry -> entry.getValue().declared().stream())
                                                        .map(String::valueOf)
                                                        .collect(Collectors.joining(", ")))),
                        "Add a label to the selector that only the pods of %s have.".formatted(meant))
                .as(Confidence.LIKELY);
        Map<String, String> theirs = labels(service, stranger, scene);
        Map<String, String> own = labels(service, meant, scene);
        return Lead.of(TELLING.stream()
                        .filter(key -> own.containsKey(key)
                                && !own.getOrDefault(key, "").equals(theirs.getOrDefault(key, "")))
                        .findFirst()
                        .map(key -> finding.withRemedy(narrowed(service, key, own.getOrDefault(key, ""))))
                        .orElse(finding))
                .concerning(List.of(meant, stranger));
    }

    private static Map<String, String> labels(ServiceFacts service, String object, Scene scene) {
        return scene.groupsIn(service.namespace()).stream()
                .filter(group -> group.object().equals(object))
                .findFirst()
                .map(PodGroup::labels)
                .orElse(Map.of());
    }

    private static Remedy narrowed(ServiceFacts service, String key, String value) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec").putObject("selector").put(key, value);
        return new Remedy.PatchObject(
                "Let %s select only pods with %s=%s".formatted(service.display(), key, value),
                new ObjectName(KnownKinds.SERVICES, service.namespace(), service.name()),
                patch.toString());
    }
}
