package dev.shipmate.sandbox;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The pods that controllers own: finds, makes and stops them.
final class Pods {
    private final Store store;
    private final Names names;

    Pods(Store store, Names names) {
        this.store = store;
        this.names = names;
    }

    Names names() {
        return names;
    }

    /// The pods of one owner that are not on their way out.
    List<Resource> of(Resource owner) {
        return store.list(ResourceTypes.POD, owner.namespace()).stream()
                .filter(pod -> pod.controller().filter(owner.uid()::equals).isPresent())
                .filter(pod -> pod.deleted().isEmpty())
                .toList();
    }

    static boolean ready(Resource pod) {
        return Conditions.isTrue(pod, "Ready");
    }

    static boolean finished(Resource pod) {
        String phase = pod.text("/status/phase");
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    /// Makes a pod from its owner's template, with more labels than the template has.
    Resource create(Resource owner, String name, Map<String, String> labels, Instant now) {
        JsonNode template = owner.at("/spec/template");
        ObjectNode pod = ApiRequest.JSON.createObjectNode();
        ObjectNode metadata = pod.putObject("metadata");
        metadata.put("name", name)
                .put("generateName", owner.name() + "-")
                .put("namespace", owner.namespace())
                .put("uid", names.uid())
                .put("creationTimestamp", Resource.time(now))
                .put("generation", 1);
        ObjectNode all = metadata.putObject("labels");
        Resource.strings(template.at("/metadata/labels")).forEach(all::put);
        labels.forEach(all::put);
        if (!template.at("/metadata/annotations").isEmpty()) {
            metadata.set("annotations", template.at("/metadata/annotations").deepCopy());
        }
        metadata.putArray("ownerReferences").add(owner.ownerReference());
        pod.set("spec", template.path("spec").deepCopy());
        Defaults.fill(pod, ResourceTypes.POD);
        return store.put(ResourceTypes.POD, pod);
    }

    void stop(Resource pod, Instant now) {
        Deletion.PLAIN.apply(store, pod, now);
    }

    /// Which pods go first when there are too many: those that are not ready, then the youngest.
    static Comparator<Resource> firstToGo() {
        return Comparator.comparing(Pods::ready)
                .thenComparing(Resource::created, Comparator.reverseOrder())
                .thenComparing(Resource::name);
    }
}
