package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.Inventory;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.Parallel;
import dev.shipmate.cluster.PodName;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.spelling.Spelling;
import dev.shipmate.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Finds what a `name` argument means: `deployment/backend`, `backend`, `pod/x` or a pod's name.
public final class Targets {
    private final Cluster cluster;

    public Targets(Cluster cluster) {
        this.cluster = cluster;
    }

    /// What a name means.
    public sealed interface Target {
        record Workload(WorkloadView view) implements Target {}

        record Pod(PodView view) implements Target {}

        record Missing(ToolResult.NotFound result) implements Target {}
    }

    /// What `name` means in a namespace, or anywhere when `namespace` is empty. A bare name that several things have
    /// means the deployment first, then the stateful set, the daemon set, the job, the cron job, the pod.
    public Target find(String name, String namespace) {
        int slash = name.indexOf('/');
        String kindWord = slash < 0 ? "" : name.substring(0, slash).toLowerCase(Locale.ROOT);
        String bare = name.substring(slash + 1);
        Optional<ResourceKind> kind = KnownKinds.find(kindWord);
        List<Target> found = namespace.isEmpty() ? findAnywhere(kind, bare) : findIn(namespace, kind, bare);
        return found.isEmpty() ? new Target.Missing(nearest(name, kind, bare, namespace)) : found.getFirst();
    }

    /// Like [#find], where a pod stands for the workload that owns it.
    public Target findWorkload(String name, String namespace) {
        return switch (find(name, namespace)) {
            case Target.Pod(PodView pod)
            when !pod.owner().isEmpty() -> {
                String owner = pod.owner().startsWith("replicaset/") ? name : pod.owner();
                Target target = owner.equals(name) ? new Target.Pod(pod) : find(owner, pod.namespace());
                yield target instanceof Target.Missing ? new Target.Pod(pod) : target;
            }
            case Target target -> target;
        };
    }

    /// Hands every pod of a workload to `each`.
    public void forEachPod(WorkloadView workload, Consumer<PodView> each) {
        WorkloadName id = workload.id();
        cluster.forEachPod(id.namespace(), workload.selector(), pod -> {
            if (owns(id, pod)) {
                each.accept(pod);
            }
        });
    }

    private static boolean owns(WorkloadName workload, PodView pod) {
        return workload.kind().equals("cronjob")
                ? pod.owner().startsWith("job/" + workload.name() + "-")
                : pod.owner().equals(workload.display());
    }

    private List<Target> findIn(String namespace, Optional<ResourceKind> wanted, String name) {
        if (!isPossible(name)) {
            return List.of();
        }
        var lookUps = new ArrayList<Callable<Optional<Target>>>();
        for (ResourceKind kind : KnownKinds.WORKLOADS) {
            if (wanted.isEmpty() || wanted.get().equals(kind)) {
                var id = new WorkloadName(kind.singular(), namespace, name);
                lookUps.add(() -> cluster.findWorkload(id).map(Target.Workload::new));
            }
        }
        if (wanted.isEmpty() || wanted.get().equals(KnownKinds.PODS)) {
            lookUps.add(() -> cluster.findPod(namespace, name).map(Target.Pod::new));
        }
        return wanted.isPresent()
                ? Parallel.all(lookUps).stream().flatMap(Optional::stream).toList()
                : foundAmong(lookUps);
    }

    /// A kind that the user may not read must not keep the others from being found, but nobody is told that nothing has
    /// a name because of it.
    private static List<Target> foundAmong(List<Callable<Optional<Target>>> lookUps) {
        var forbidden = new ConcurrentLinkedQueue<ClusterException>();
        List<Callable<Optional<Target>>> permitted = lookUps.stream()
                .<Callable<Optional<Target>>>map(lookUp -> () -> {
                    try {
                        return lookUp.call();
                    } catch (ClusterException e) {
                        if (e.code() != ClusterException.Code.FORBIDDEN) {
                            throw e;
                        }
                        forbidden.add(e);
                        return Optional.empty();
                    }
                })
                .toList();
        List<Target> found =
                Parallel.all(permitted).stream().flatMap(Optional::stream).toList();
        if (found.isEmpty() && !forbidden.isEmpty()) {
            throw forbidden.element();
        }
        return found;
    }

    /// Names of Kubernetes objects; anything else in a request's path would be another request.
    static boolean isPossible(String name) {
        return name.matches("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
    }

    private List<Target> findAnywhere(Optional<ResourceKind> wanted, String name) {
        Inventory inventory = cluster.inventory();
        return Stream.concat(
                        inventory.workloads("").stream()
                                .filter(workload -> workload.name().equals(name))
                                .map(WorkloadName::namespace),
                        inventory.pods("").stream()
                                .filter(pod -> pod.name().equals(name))
                                .map(PodName::namespace))
                .distinct()
                .flatMap(namespace -> findIn(namespace, wanted, name).stream())
                .toList();
    }

    private ToolResult.NotFound nearest(String asked, Optional<ResourceKind> wanted, String name, String namespace) {
        Optional<ToolResult> noNamespace = new Scope(namespace).missing(cluster);
        if (noNamespace.isPresent() && noNamespace.get() instanceof ToolResult.NotFound notFound) {
            return notFound;
        }
        Inventory inventory = cluster.inventory();
        List<WorkloadName> here = inventory.workloads(namespace);
        var names = new ArrayList<String>();
        if (!namespace.isEmpty()) {
            inventory.workloads("").stream()
                    .filter(workload -> workload.name().equals(name))
                    .forEach(workload ->
                            names.add("%s (namespace %s)".formatted(workload.display(), workload.namespace())));
        }
        Spelling.nearest(name, here.stream().map(WorkloadName::name).toList()).stream()
                .flatMap(
                        near -> here.stream().filter(workload -> workload.name().equals(near)))
                .forEach(workload -> names.add(workload.display()));
        if (names.size() < 3) {
            Spelling.nearest(
                            name,
                            inventory.pods(namespace).stream()
                                    .map(PodName::name)
                                    .toList())
                    .forEach(pod -> names.add("pod/" + pod));
        }
        String what = wanted.map(ResourceKind::singular).orElse("workload or pod");
        return new ToolResult.NotFound(
                what,
                wanted.isPresent() ? name : asked,
                names.stream().distinct().limit(5).toList());
    }
}
