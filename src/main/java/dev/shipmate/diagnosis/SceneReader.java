package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.Parallel;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.ResourceKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Reads a scene with one list for each kind, never a request for each object. Reads once.
final class SceneReader {
    private static final int MOST_WORKLOADS = 500;

    private final Cluster cluster;
    private final Instant now;
    private final Sight sight = new Sight();
    private final Objects objects = new Objects();
    private final Departures departures = new Departures();
    private final List<ServiceFacts> services = new ArrayList<>();
    private final List<ClaimFacts> claims = new ArrayList<>();

    SceneReader(Cluster cluster, Instant now) {
        this.cluster = cluster;
        this.now = now;
    }

    /// @param pod the name of a pod that is asked for, and stands for its workload then; mostly empty
    Scene read(String namespace, String pod) {
        List<WorkloadFacts> workloads =
                Parallel.all(lists(namespace)).stream().flatMap(List::stream).toList();
        new FurtherObjects(cluster, sight, objects).read(namespace);
        var unhealthy = new Unhealthy(services, pod);
        var groups = new PodGroup.Collector();
        var examples =
                new Examples(objects.of(KnownKinds.NETWORK_POLICIES).findAny().isPresent());
        sight.look(
                "pods",
                () -> cluster.forEachPodObject(namespace, "", (view, json) -> {
                    unhealthy.see(view, json);
                    groups.see(view);
                    examples.see(view, json);
                    departures.see(KnownKinds.PODS, json);
                }));
        List<Suspect> suspects = unhealthy.suspects();
        List<HealthyPods> healthy = unhealthy.healthy.all();
        var warnings = warnings(namespace, interesting(suspects, healthy));
        return new Scene(
                now,
                unhealthy.all,
                suspects.stream()
                        .map(suspect -> suspect.with(warnings.of(
                                suspect.pod().namespace(), suspect.pod().display())))
                        .toList(),
                healthy.stream()
                        .map(pods -> pods.with(warnings.of(
                                pods.namespace(), pods.restarted().pod().display())))
                        .toList(),
                workloads,
                services,
                claims,
                groups.groups(),
                examples.all(),
                objects,
                departures,
                warnings,
                sight.unseen());
    }

    /// One for each kind, to be read side by side. Pods come after them: they are told what they belong to.
    private List<Callable<List<WorkloadFacts>>> lists(String namespace) {
        var lists = new ArrayList<Callable<List<WorkloadFacts>>>();
        KnownKinds.WORKLOADS.forEach(kind -> lists.add(() -> workloads(kind, namespace)));
        lists.add(() -> objects(KnownKinds.SERVICES, namespace, service -> services.add(new ServiceFacts(service))));
        lists.add(() -> objects(KnownKinds.CLAIMS, namespace, claim -> {
            ClaimFacts facts = ClaimFacts.of(claim);
            if (facts.phase().equals("Pending") || facts.phase().equals("Lost")) {
                claims.add(facts);
            }
        }));
        Objects.SPACED.forEach(kind -> lists.add(() -> objects(kind, namespace, object -> objects.add(kind, object))));
        Objects.WIDE.forEach(kind -> lists.add(() -> objects(kind, "", object -> objects.add(kind, object))));
        lists.add(() -> releases(namespace));
        return lists;
    }

    private List<WorkloadFacts> workloads(ResourceKind kind, String namespace) {
        var found = new ArrayList<WorkloadFacts>();
        sight.look(
                kind.plural(),
                () -> cluster.forEachWorkload(kind, namespace, "", (view, json) -> {
                    departures.see(kind, json);
                    found.add(WorkloadFacts.of(view, json));
                    if (Objects.RUNS.contains(kind)) {
                        objects.add(kind, Objects.run(json));
                    } else {
                        objects.manifests().see(kind, json);
                    }
                }));
        return found;
    }

    private List<WorkloadFacts> objects(ResourceKind kind, String namespace, Consumer<JsonNode> each) {
        sight.look(
                kind.plural(),
                () -> cluster.forEachObject(kind, namespace, "", object -> {
                    departures.see(kind, object);
                    each.accept(object);
                }));
        return List.of();
    }

    /// Helm's records of its releases: what they are labelled with, not what is in them.
    private List<WorkloadFacts> releases(String namespace) {
        sight.look(
                "releases",
                () -> cluster.forEachMetadata(
                        KnownKinds.SECRETS,
                        namespace,
                        "owner=helm",
                        secret -> objects.add(KnownKinds.SECRETS, secret)));
        return List.of();
    }

    /// A healthy pod that was restarted may have been killed for something that is still so.
    private static List<Suspect> interesting(List<Suspect> suspects, List<HealthyPods> healthy) {
        return Stream.concat(
                        suspects.stream(),
                        healthy.stream()
                                .map(HealthyPods::restarted)
                                .filter(it -> it.pod().restarts() > 0))
                .toList();
    }

    private Warnings warnings(String namespace, List<Suspect> suspects) {
        var warnings = new Warnings();
        suspects.forEach(suspect -> {
            warnings.expect(suspect.pod().namespace(), suspect.pod().display());
            // The pods of a job that ended are gone; what happened to them tells of the job.
            warnings.expect(suspect.pod().namespace(), suspect.object());
        });
        sight.look("events", () -> cluster.forEachWarning(namespace, warnings::add));
        return warnings;
    }

    /// Takes the pods one by one, and keeps the first living one of each workload.
    private static final class Examples {
        private final boolean wanted;
        private final Map<String, PodExample> first = new TreeMap<>();

        Examples(boolean wanted) {
            this.wanted = wanted;
        }

        void see(PodView pod, JsonNode json) {
            if (wanted && !pod.completed() && !pod.deleting() && first.size() < MOST_WORKLOADS) {
                first.putIfAbsent(pod.namespace() + " " + Suspect.object(pod), new PodExample(pod, json.path("spec")));
            }
        }

        List<PodExample> all() {
            return List.copyOf(first.values());
        }
    }

    /// Takes the pods one by one, and keeps the worst of each workload.
    private static final class Unhealthy {
        private final Map<String, List<ServiceFacts>> services;
        private final String asked;
        private final Map<String, Suspect> worst = new TreeMap<>();
        private final Map<String, Integer> counts = new HashMap<>();
        private final HealthyPods.Collector healthy = new HealthyPods.Collector();
        private int all;

        Unhealthy(List<ServiceFacts> services, String asked) {
            this.services = services.stream().collect(Collectors.groupingBy(ServiceFacts::namespace));
            this.asked = asked;
        }

        void see(PodView pod, JsonNode json) {
            all++;
            services.getOrDefault(pod.namespace(), List.of()).forEach(service -> service.see(pod, json));
            healthy.see(pod, json);
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
