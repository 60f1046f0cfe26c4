package dev.shipmate.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Keeps one slice for each Service that selects pods: their addresses, and whether they are ready.
final class EndpointSliceController implements Controller {
    static final String SERVICE_NAME = "kubernetes.io/service-name";

    private final Store store;
    private final Names names;

    EndpointSliceController(Store store, Names names) {
        this.store = store;
        this.names = names;
    }

    @Override
    public Instant reconcile(Instant now) {
        store.list(ResourceTypes.SERVICE, "").stream()
                .filter(service -> !service.at("/spec/selector").isEmpty())
                .forEach(service -> reconcile(service, now));
        return NEVER;
    }

    private void reconcile(Resource service, Instant now) {
        List<Resource> pods = selected(store, service);
        ArrayNode endpoints = ApiRequest.JSON.createArrayNode();
        pods.stream().filter(pod -> !pod.text("/status/podIP").isEmpty()).forEach(pod -> endpoints.add(endpoint(pod)));
        ArrayNode ports = ApiRequest.JSON.createArrayNode();
        for (JsonNode port : service.at("/spec/ports")) {
            target(port, pods)
                    .ifPresent(number -> ports.addObject()
                            .put("name", port.path("name").asString(""))
                            .put("port", number)
                            .put("protocol", port.path("protocol").asString("TCP")));
        }
        Optional<Resource> known = store.list(ResourceTypes.ENDPOINT_SLICE, service.namespace()).stream()
                .filter(slice ->
                        slice.controller().filter(service.uid()::equals).isPresent())
                .findFirst();
        boolean same = known.isPresent()
                && known.get().at("/endpoints").equals(endpoints)
                && known.get().at("/ports").equals(ports);
        if (!same) {
            ObjectNode slice = known.map(Resource::copy).orElseGet(() -> empty(service, now));
            slice.set("endpoints", endpoints);
            slice.set("ports", ports);
            store.put(ResourceTypes.ENDPOINT_SLICE, slice);
        }
    }

    private ObjectNode empty(Resource service, Instant now) {
        ObjectNode slice = ApiRequest.JSON
                .createObjectNode()
                .put("apiVersion", ResourceTypes.ENDPOINT_SLICE.apiVersion())
                .put("kind", ResourceTypes.ENDPOINT_SLICE.kind())
                .put("addressType", "IPv4");
        ObjectNode metadata = slice.putObject("metadata");
        metadata.put("name", service.name() + "-" + Names.hash(service.uid()).substring(0, 5))
                .put("namespace", service.namespace())
                .put("uid", names.uid())
                .put("creationTimestamp", Resource.time(now))
                .put("generation", 1);
        metadata.putObject("labels").put(SERVICE_NAME, service.name());
        metadata.putArray("ownerReferences").add(service.ownerReference());
        return slice;
    }

    private static ObjectNode endpoint(Resource pod) {
        boolean ready = Pods.ready(pod) && pod.deleted().isEmpty();
        ObjectNode endpoint = ApiRequest.JSON.createObjectNode();
        endpoint.putArray("addresses").add(pod.text("/status/podIP"));
        endpoint.putObject("conditions")
                .put("ready", ready)
                .put("serving", Pods.ready(pod))
                .put("terminating", pod.deleted().isPresent());
        endpoint.put("nodeName", pod.text("/spec/nodeName"));
        endpoint.putObject("targetRef")
                .put("kind", "Pod")
                .put("namespace", pod.namespace())
                .put("name", pod.name())
                .put("uid", pod.uid());
        return endpoint;
    }

    /// The pods that a Service selects, but for those that have ended.
    static List<Resource> selected(Store store, Resource service) {
        Map<String, String> selector = Resource.strings(service.at("/spec/selector"));
        return store.list(ResourceTypes.POD, service.namespace()).stream()
                .filter(pod -> !selector.isEmpty()
                        && pod.labels().entrySet().containsAll(selector.entrySet())
                        && !Pods.finished(pod))
                .toList();
    }

    /// The number that a Service's port leads to in these pods; nothing when it is a name that none of them has.
    static Optional<Integer> target(JsonNode port, List<Resource> pods) {
        JsonNode target = port.path("targetPort");
        if (target.isMissingNode() || target.isNumber()) {
            return Optional.of(target.asInt(port.path("port").asInt(0)));
        }
        String name = target.asString("");
        return pods.stream()
                .flatMap(pod -> pod.at("/spec/containers").valueStream())
                .flatMap(container -> container.path("ports").valueStream())
                .filter(declared -> declared.path("name").asString("").equals(name))
                .map(declared -> declared.path("containerPort").asInt(0))
                .findFirst();
    }
}
