package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// An object that was asked for, and what has to work before it can: an Ingress stands on its Services, a Service on
/// the workloads whose pods it selects.
final class AskedObject {
    private final ObjectName object;
    private final Scene scene;
    /// As findings write them: `service/backend`.
    private final Set<String> foundations = new HashSet<>();

    AskedObject(ObjectName object, Scene scene) {
        this.object = object;
        this.scene = scene;
        if (object.kind().equals(KnownKinds.SERVICES)) {
            standsOnService(object.name());
        } else {
            read();
        }
    }

    private void read() {
        scene.objects()
                .of(object.kind(), object.namespace())
                .filter(json -> Objects.name(json).equals(object.name()))
                .forEach(json -> {
                    if (object.kind().equals(KnownKinds.INGRESSES)) {
                        json.at("/spec/rules")
                                .valueStream()
                                .flatMap(rule -> rule.at("/http/paths").valueStream())
                                .forEach(path -> standsOnBackend(path.path("backend")));
                        standsOnBackend(json.at("/spec/defaultBackend"));
                    } else if (object.kind().equals(KnownKinds.AUTOSCALERS)) {
                        JsonNode target = json.at("/spec/scaleTargetRef");
                        KnownKinds.ofKind(target.path("kind").asString(""))
                                .ifPresent(kind -> foundations.add(kind.singular() + "/"
                                        + target.path("name").asString("")));
                    } else if (object.kind().equals(KnownKinds.DISRUPTION_BUDGETS)) {
                        var labels = WorkloadFacts.texts(json.at("/spec/selector/matchLabels"));
                        scene.groupsIn(object.namespace()).stream()
                                .filter(group -> !labels.isEmpty() && group.has(labels))
                                .forEach(group -> foundations.add(group.object()));
                    }
                });
        if (object.kind().equals(KnownKinds.CLAIMS)) {
            scene.suspects().stream()
                    .filter(suspect -> suspect.pod().namespace().equals(object.namespace()) && mounts(suspect))
                    .forEach(suspect -> foundations.add(suspect.object()));
        }
    }

    private boolean mounts(Suspect suspect) {
        return suspect.json()
                .at("/spec/volumes")
                .valueStream()
                .anyMatch(volume -> volume.at("/persistentVolumeClaim/claimName")
                        .asString("")
                        .equals(object.name()));
    }

    private void standsOnBackend(JsonNode backend) {
        String service = backend.at("/service/name").asString("");
        if (!service.isEmpty()) {
            foundations.add("service/" + service);
            standsOnService(service);
        }
    }

    private void standsOnService(String name) {
        scene.servicesIn(object.namespace()).stream()
                .filter(service -> service.name().equals(name))
                .forEach(service -> foundations.addAll(service.owners()));
    }

    /// Whether a lead is about it, or about what it stands on.
    boolean isMeant(Lead lead) {
        return lead.matters(object.kind().namespaced() ? object.namespace() : "")
                && (isMeant(lead.finding().object()) || lead.concerns().stream().anyMatch(this::isMeant));
    }

    private boolean isMeant(String display) {
        int slash = display.indexOf('/');
        return foundations.contains(display)
                || (slash > 0
                        && object.kind().isCalled(display.substring(0, slash))
                        && display.substring(slash + 1).equals(object.name()));
    }
}
