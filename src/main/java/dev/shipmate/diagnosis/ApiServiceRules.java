package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.diagnosis.Backends.Backend;
import dev.shipmate.diagnosis.Backends.ServiceName;
import dev.shipmate.spelling.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Parts of the API that other programs serve, and that do not answer: `kubectl top` without a metrics server.
final class ApiServiceRules implements SceneRule {
    private final Cluster cluster;
    private final StartUp start;

    ApiServiceRules(Cluster cluster, StartUp start) {
        this.cluster = cluster;
        this.start = start;
    }

    @Override
    public List<Lead> examine(Scene scene) {
        List<JsonNode> broken = scene.objects()
                .of(KnownKinds.API_SERVICES)
                .filter(api -> unavailable(api)
                        .filter(it -> !start.isSilent(Moments.of(it.path("lastTransitionTime"))))
                        .isPresent())
                .toList();
        var backends = new Backends(cluster, start);
        backends.read(broken.stream().map(ApiServiceRules::service).toList(), scene);
        return broken.stream()
                .flatMap(api -> unavailable(api).stream()
                        .map(condition -> lead(api, condition, backends.of(service(api)), scene)))
                .toList();
    }

    private static Lead lead(JsonNode api, JsonNode condition, Backend backend, Scene scene) {
        ServiceName service = service(api);
        var causes = new ArrayList<String>();
        if (backend instanceof Backend.Silent silent) {
            causes.addAll(silent.owners());
        }
        causes.add(Lead.object(service.namespace(), "service/" + service.name()));
        Instant since = Moments.of(condition.path("lastTransitionTime"));
        Finding finding = Finding.of(
                        "api-service-unavailable",
                        "apiservice/" + Objects.name(api),
                        "",
                        "this part of the API does not answer (service %s of namespace %s), so what needs it fails."
                                .formatted(service.name(), service.namespace()),
                        List.of(),
                        "Mend what is behind that Service, or delete the APIService if its program is gone for good.")
                .as(Severity.WARNING)
                .with(Evidence.field(
                                "status.conditions[Available]",
                                "Available is False: "
                                        + Words.reasonAndMessage(text(condition, "reason"), text(condition, "message")))
                        .at(since));
        return Lead.of(finding).because(causes).reaching(reach(api, service, scene));
    }

    /// Metrics matter where something scales by them; what another API is good for, nobody knows.
    private static Set<String> reach(JsonNode api, ServiceName service, Scene scene) {
        return text(api.path("spec"), "group").endsWith("metrics.k8s.io")
                ? Stream.concat(
                                Stream.of(service.namespace()),
                                scene.objects().of(KnownKinds.AUTOSCALERS).map(Objects::namespace))
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private static Optional<JsonNode> unavailable(JsonNode api) {
        return api.path("status")
                .path("conditions")
                .valueStream()
                .filter(condition -> text(condition, "type").equals("Available")
                        && text(condition, "status").equals("False"))
                .findFirst();
    }

    private static ServiceName service(JsonNode api) {
        JsonNode service = api.path("spec").path("service");
        return new ServiceName(text(service, "namespace"), text(service, "name"));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
