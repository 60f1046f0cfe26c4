package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.Parallel;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.spelling.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// What goes with an object when it is deleted, in words, so that a yes is given with open eyes.
final class Losses {
    /// What people keep in a namespace; the rest of a namespace is made from these or by the cluster.
    private static final List<ResourceKind> CONTENTS = List.of(
            KnownKinds.DEPLOYMENTS,
            KnownKinds.STATEFUL_SETS,
            KnownKinds.DAEMON_SETS,
            KnownKinds.JOBS,
            KnownKinds.CRON_JOBS,
            KnownKinds.PODS,
            KnownKinds.SERVICES,
            KnownKinds.CONFIG_MAPS,
            KnownKinds.SECRETS,
            KnownKinds.CLAIMS);

    private final Cluster cluster;

    Losses(Cluster cluster) {
        this.cluster = cluster;
    }

    /// Most serious first. A look that the user is not allowed to take says so instead of saying nothing.
    List<String> of(ObjectName name, JsonNode object) {
        try {
            return switch (name.kind().singular()) {
                case "deployment", "statefulset", "daemonset", "replicaset", "job" -> ofWorkload(name);
                case "cronjob" -> List.of("its timetable, its jobs and their pods");
                case "pod" -> List.of(ofPod(name));
                case "persistentvolumeclaim" -> ofClaim(name, object);
                case "persistentvolume" -> List.of("the way to the data of this volume");
                case "namespace" -> ofNamespace(name.name());
                case "secret", "configmap" -> List.of(ofKeys(object));
                case "service" ->
                    List.of("the name and address %s: nothing reaches its pods through it any more"
                            .formatted(name.name()));
                case "node" -> List.of("the node's place in the cluster: its pods are removed");
                case "customresourcedefinition" ->
                    List.of("every object of the kind %s in the whole cluster".formatted(name.name()));
                default -> List.of("the object itself: %s".formatted(name.display()));
            };
        } catch (ClusterException e) {
            return switch (e.code()) {
                case FORBIDDEN -> List.of("what depends on %s; you may not look at it".formatted(name.display()));
                case UNREACHABLE, UNAUTHORIZED, CONFLICT, INVALID, SERVER_ERROR -> throw e;
            };
        }
    }

    private List<String> ofWorkload(ObjectName name) {
        var losses = new ArrayList<String>();
        cluster.findWorkload(new WorkloadName(name.kind().singular(), name.namespace(), name.name()))
                .ifPresent(workload -> {
                    long pods = pods(workload);
                    losses.add(
                            pods == 0
                                    ? "%s; it has no pods".formatted(name.display())
                                    : "%s of %s, with their logs".formatted(Words.count(pods, "pod"), name.display()));
                });
        if (!name.kind().singular().equals("job")) {
            losses.add("its rollout history: there is no going back to an earlier revision");
        }
        return losses;
    }

    private long pods(WorkloadView workload) {
        var pods = new ArrayList<PodView>();
        new Targets(cluster).forEachPod(workload, pods::add);
        return pods.size();
    }

    private String ofPod(ObjectName name) {
        return cluster.findPod(name.namespace(), name.name())
                .map(PodView::owner)
                .filter(owner -> !owner.isEmpty())
                .map(owner -> "the log of %s; the pod is recreated by its owner, %s".formatted(name.display(), owner))
                .orElse("%s with its log: it has no owner, so nothing makes it again".formatted(name.display()));
    }

    private List<String> ofClaim(ObjectName name, JsonNode claim) {
        String size = claim.path("status").path("capacity").path("storage").asString("");
        String volume = claim.path("spec").path("volumeName").asString("");
        var losses = new ArrayList<String>();
        losses.add(
                volume.isEmpty()
                        ? "the claim; it has no volume yet"
                        : "the data on volume %s%s%s"
                                .formatted(volume, size.isEmpty() ? "" : " (" + size + ")", policy(volume)));
        var users = new ArrayList<String>();
        cluster.forEachObject(KnownKinds.PODS, name.namespace(), "", pod -> {
            if (uses(pod, name.name())) {
                users.add("pod/" + pod.path("metadata").path("name").asString(""));
            }
        });
        if (!users.isEmpty()) {
            losses.add("the storage of %s: the claim stays until they are gone"
                    .formatted(Words.list(users.stream().limit(5).toList())));
        }
        return losses;
    }

    private String policy(String volume) {
        Supplier<String> found = () -> KnownKinds.find("pv")
                .flatMap(kind -> cluster.findObject(kind, "", volume))
                .map(object -> object.path("spec")
                        .path("persistentVolumeReclaimPolicy")
                        .asString(""))
                .filter(policy -> policy.equals("Retain"))
                .map(_ -> ", unless somebody takes it from the volume, which is retained")
                .orElse("");
        try {
            return found.get();
        } catch (ClusterException e) {
            return switch (e.code()) {
                // Volumes belong to the cluster: a user of one namespace often may not read them.
                case FORBIDDEN -> "";
                case UNREACHABLE, UNAUTHORIZED, CONFLICT, INVALID, SERVER_ERROR -> throw e;
            };
        }
    }

    private static boolean uses(JsonNode pod, String claim) {
        return pod.path("spec")
                .path("volumes")
                .valueStream()
                .anyMatch(volume -> volume.path("persistentVolumeClaim")
                        .path("claimName")
                        .asString("")
                        .equals(claim));
    }

    private List<String> ofNamespace(String namespace) {
        List<Callable<String>> counts = CONTENTS.stream()
                .<Callable<String>>map(kind -> () -> counted(kind, namespace))
                .toList();
        List<String> contents =
                Parallel.all(counts).stream().filter(text -> !text.isEmpty()).toList();
        return contents.isEmpty()
                ? List.of("the namespace %s, which holds none of the usual objects".formatted(namespace))
                : List.of("everything in namespace %s, such as %s".formatted(namespace, Words.list(contents)));
    }

    private String counted(ResourceKind kind, String namespace) {
        int number = cluster.inventory().names(kind.plural(), namespace).size();
        return number == 0 ? "" : Words.count(number, kind.singular(), kind.plural());
    }

    private static String ofKeys(JsonNode object) {
        List<String> keys = object.path("data").properties().stream()
                .map(entry -> entry.getKey())
                .toList();
        return keys.isEmpty()
                ? "the object; it has no keys"
                : "the values of %s: %s"
                        .formatted(
                                Words.count(keys.size(), "key"),
                                Words.list(keys.stream().limit(10).toList()));
    }
}
