package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.Parallel;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.ResourceKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Reads a scene with one list for each kind, never a request for each object.
final class SceneReader {
    private static final int MOST_WORKLOADS = 500;

    private final Cluster cluster;

    SceneReader(Cluster cluster) {
        this.cluster = cluster;
    }

    /// @param pod the name of a pod that is asked for, and stands for its workload then; mostly empty
    Scene read(String namespace, String pod) {
        var services = new ArrayList<ServiceFacts>();
        var claims = new ArrayList<ClaimFacts>();
        var lists = new ArrayList<Callable<List<WorkloadFacts>>>();
        KnownKinds.WORKLOADS.forEach(kind -> lists.add(() -> workloads(kind, namespace)));
        lists.add(() -> {
            objects(KnownKinds.SERVICES, namespace, service -> services.add(new ServiceFacts(service)));
            return List.of();
        });
        lists.add(() -> {
            objects(KnownKinds.CLAIMS, namespace, claim -> {
                ClaimFacts facts = ClaimFacts.of(claim);
                if (facts.phase().equals("Pending") || facts.phase().equals("Lost")) {
                    claims.add(facts);
                }
            });
            return List.of();
        });
        List<WorkloadFacts> workloads =
                Parallel.all(lists).stream().flatMap(List::stream).toList();
        var unhealthy = new Unhealthy(services, pod);
        cluster.forEachPodObject(namespace, "", unhealthy::see);
        List<Suspect> suspects = unhealthy.suspects();
        var warnings = warnings(namespace, suspects, workloads, claims);
        return new Scene(
                unhealthy.all,
                suspects.stream()
                        .map(suspect -> suspect.with(warnings.of(
                                suspect.pod().namespace(), suspect.pod().display())))
                        .toList(),
                workloads,
                services,
                claims,
                warnings);
    }

    private List<WorkloadFacts> workloads(ResourceKind kind, String namespace) {
        var found = new ArrayList<WorkloadFacts>();
        Permitted.look(() ->
                cluster.forEachWorkload(kind, namespace, "", (view, json) -> found.add(WorkloadFacts.of(view, json))));
        return found;
    }

    /// What the user may not see is left out: the pods alone tell enough for most findings.
    private void objects(ResourceKind kind, String namespace, Consumer<JsonNode> each) {
        Permitted.look(() -> cluster.forEachObject(kind, namespace, "", each));
    }

    private Warnings warnings(
            String namespace, List<Suspect> suspects, List<WorkloadFacts> workloads, List<ClaimFacts> claims) {
        var warnings = new Warnings();
        suspects.forEach(suspect ->
                warnings.expect(suspect.pod().namespace(), suspect.pod().display()));
        workloads.stream()
                .filter(workload -> workload.lacksPods() || !workload.view().healthy())
                .filter(workload -> !workload.isFinishedJob())
                .forEach(workload ->
                        warnings.expect(workload.id().namespace(), workload.id().display()));
        claims.forEach(claim -> warnings.expect(claim.namespace(), claim.display()));
        if (!warnings.isIdle()) {
            Permitted.look(() -> cluster.forEachEvent(namespace, "", warnings::add));
        }
        return warnings;
    }

    /// Takes the pods one by one, and keeps the worst of each workload.
    private static final class Unhealthy {
        private final Map<String, List<ServiceFacts>> services;
        private final String asked;
        private final Map<String, Suspect> worst = new TreeMap<>();
        private final Map<String, Integer> counts = new HashMap<>();
        private int all;

        Unhealthy(List<ServiceFacts> services, String asked) {
            this.services = services.stream().collect(Collectors.groupingBy(ServiceFacts::namespace));
            this.asked = asked;
        }

        void see(PodView pod, JsonNode json) {
            all++;
            services.getOrDefault(pod.namespace(), List.of()).forEach(service -> service.see(pod, json));
            if (pod.healthy() || pod.terminating()) {
                return;
            }
            String owner = pod.namespace() + " " + Suspect.object(pod);
            if (worst.size() < MOST_WORKLOADS || worst.containsKey(owner)) {
                counts.merge(owner, 1, Integer::sum);
                worst.merge(owner, new Suspect(pod, json, 1, List.of()), this::worse);
            }
        }

        private Suspect worse(Suspect one, Suspect other) {
            if (one.pod().name().equals(asked)) {
                return one;
            }
            return other.pod().name().equals(asked)
                            || other.pod().restarts() > one.pod().restarts()
                    ? other
                    : one;
        }

        List<Suspect> suspects() {
            return worst.entrySet().stream()
                    .map(entry -> new Suspect(
                            entry.getValue().pod(),
                            entry.getValue().json(),
                            counts.getOrDefault(entry.getKey(), 1),
                            List.of()))
                    .toList();
        }
    }
}
