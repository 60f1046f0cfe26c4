package dev.shipmate.sandbox;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// HTTP to pods and Services through the API server: what the programs in the demo shop answer, and the words with
/// which a real API server says that nothing does.
final class PodProxy {
    private static final String PAGE = "ok\n";

    private final Store store;

    PodProxy(Store store) {
        this.store = store;
    }

    /// Where a request is to go: `name`, `name:port` or `scheme:name:port`.
    private record Address(String name, String port) {
        static Address of(String text) {
            List<String> parts = List.of(text.split(":", -1));
            return switch (parts.size()) {
                case 1 -> new Address(parts.getFirst(), "");
                case 2 -> new Address(parts.get(0), parts.get(1));
                default -> new Address(parts.get(1), parts.get(2));
            };
        }
    }

    ApiResponse get(Target target) {
        Address address = Address.of(target.name());
        Resource object = store.find(target.type(), target.namespace(), address.name())
                .orElseThrow(() -> ApiProblem.notFound(target.type(), address.name()));
        return target.type().equals(ResourceTypes.SERVICE)
                ? service(object, address.port())
                : pod(object, address.port().isEmpty() ? 80 : Integer.parseInt(address.port()));
    }

    private ApiResponse service(Resource service, String asked) {
        JsonNode port = service.at("/spec/ports")
                .valueStream()
                .filter(it -> asked.isEmpty()
                        || it.path("name").asString("").equals(asked)
                        || String.valueOf(it.path("port").asInt(0)).equals(asked))
                .findFirst()
                .orElseThrow(() -> ApiProblem.unavailable(
                        "no service port %s found for service \"%s\"".formatted(asked, service.name())));
        List<Resource> ready = EndpointSliceController.selected(store, service).stream()
                .filter(Pods::ready)
                .toList();
        Optional<Integer> number = EndpointSliceController.target(port, ready);
        if (ready.isEmpty() || number.isEmpty()) {
            throw ApiProblem.unavailable("no endpoints available for service \"%s\"".formatted(service.name()));
        }
        return pod(ready.getFirst(), number.get());
    }

    /// A container listens on the ports that it declares. Only Redis does not speak HTTP here.
    private static ApiResponse pod(Resource pod, int port) {
        Optional<JsonNode> listening = pod.at("/spec/containers")
                .valueStream()
                .filter(container -> container
                        .path("ports")
                        .valueStream()
                        .anyMatch(declared -> declared.path("containerPort").asInt(0) == port))
                .findFirst();
        if (listening.isEmpty() || !Pods.ready(pod)) {
            throw ApiProblem.unavailable("error trying to reach service: dial tcp %s:%d: connect: connection refused"
                    .formatted(pod.text("/status/podIP"), port));
        }
        if (listening.get().path("image").asString("").startsWith("redis")) {
            throw ApiProblem.unavailable("error trying to reach service: EOF");
        }
        return new ApiResponse.Text(200, PAGE);
    }
}
