package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.Parallel;
import dev.shipmate.cluster.PodView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What is behind Services that the API server itself calls. They are often in a namespace that is not looked at.
final class Backends {
    private static final int MOST = 40;

    private final Cluster cluster;
    private final StartUp start;
    private final Map<String, Backend> known = new HashMap<>();

    Backends(Cluster cluster, StartUp start) {
        this.cluster = cluster;
        this.start = start;
    }

    /// What a Service has behind it.
    sealed interface Backend {
        /// At least one pod is ready, or may become it, or the Service needs no pods.
        record Answering() implements Backend {}

        /// There is no such Service.
        record Absent() implements Backend {}

        /// None of its pods is ready.
        ///
        /// @param owners the workloads of the pods, each with its namespace, as leads name them
        record Silent(int pods, List<String> owners) implements Backend {
            public Silent {
                owners = List.copyOf(owners);
            }
        }

        /// The user may not see it.
        record Unseen() implements Backend {}
    }

    record ServiceName(String namespace, String name) {
        String key() {
            return namespace + "/" + name;
        }
    }

    /// Reads what the scene does not have, side by side.
    void read(List<ServiceName> services, Scene scene) {
        List<Callable<Map.Entry<String, Backend>>> reads = services.stream()
                .filter(service -> !service.name().isEmpty())
                .distinct()
                .limit(MOST)
                .<Callable<Map.Entry<String, Backend>>>map(
                        service -> () -> Map.entry(service.key(), backend(service, scene)))
                .toList();
        Parallel.all(reads).forEach(entry -> known.put(entry.getKey(), entry.getValue()));
    }

    /// What was read of it; what was not counts as in order.
    Backend of(ServiceName service) {
        return known.getOrDefault(service.key(), new Backend.Answering());
    }

    private Backend backend(ServiceName name, Scene scene) {
        Optional<ServiceFacts> facts = scene.servicesIn(name.namespace()).stream()
                .filter(it -> it.name().equals(name.name()))
                .findFirst();
        if (facts.isPresent() && facts.get().ready() > 0) {
            return new Backend.Answering();
        }
        var found = new ArrayList<JsonNode>();
        boolean[] seen = {false};
        Permitted.look(() -> {
            cluster.findObject(KnownKinds.SERVICES, name.namespace(), name.name())
                    .ifPresent(found::add);
            seen[0] = true;
        });
        if (!seen[0]) {
            return new Backend.Unseen();
        }
        return found.isEmpty() ? new Backend.Absent() : pods(name.namespace(), found.getFirst());
    }

    /// A Service without a selector, or one that is a name elsewhere, has no pods to count. Pods that were just
    /// made are given time.
    private Backend pods(String namespace, JsonNode service) {
        String selector = WorkloadFacts.texts(service.path("spec").path("selector")).entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .sorted()
                .collect(Collectors.joining(","));
        if (selector.isEmpty() || service.path("spec").path("type").asString("").equals("ExternalName")) {
            return new Backend.Answering();
        }
        var pods = new ArrayList<PodView>();
        boolean[] seen = {false};
        Permitted.look(() -> {
            cluster.forEachPod(namespace, selector, pods::add);
            seen[0] = true;
        });
        Instant newest = pods.stream()
                .map(PodView::created)
                .max(Instant::compareTo)
                .orElse(WorkloadFacts.created(service.path("metadata")));
        if (!seen[0]) {
            return new Backend.Unseen();
        }
        if (start.isNew(newest) || pods.stream().anyMatch(pod -> pod.healthy() && !pod.completed())) {
            return new Backend.Answering();
        }
        var owners = new TreeSet<String>();
        pods.forEach(pod -> owners.add(Lead.object(namespace, Suspect.object(pod))));
        return new Backend.Silent(pods.size(), List.copyOf(owners));
    }
}
