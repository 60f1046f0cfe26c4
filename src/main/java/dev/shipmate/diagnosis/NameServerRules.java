package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.WorkloadView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Whether the cluster's name service is there: without it no program finds another. It is looked at wherever the
/// question is about, because everything depends on it.
final class NameServerRules implements SceneRule {
    static final String ID = "dns-server-down";

    private static final String SYSTEM = "kube-system";
    private static final String PODS = "k8s-app=kube-dns";

    private final Cluster cluster;
    private final StartUp start;

    NameServerRules(Cluster cluster, StartUp start) {
        this.cluster = cluster;
        this.start = start;
    }

    @Override
    public List<Lead> examine(Scene scene) {
        var ready = new ArrayList<Boolean>();
        Permitted.look(() -> cluster.forEachObject(
                KnownKinds.ENDPOINT_SLICES, SYSTEM, "kubernetes.io/service-name=kube-dns", slice -> {
                    ready.add(false);
                    slice.path("endpoints")
                            .forEach(endpoint -> ready.add(
                                    endpoint.path("conditions").path("ready").asBoolean(true)));
                }));
        return ready.isEmpty() || ready.contains(true)
                ? List.of()
                : down(scene).stream().toList();
    }

    private Optional<Lead> down(Scene scene) {
        var pods = new ArrayList<PodView>();
        var deployments = new ArrayList<WorkloadView>();
        Permitted.look(() -> cluster.forEachPod(SYSTEM, PODS, pods::add));
        Permitted.look(() -> deployments.addAll(cluster.workloads(KnownKinds.DEPLOYMENTS, SYSTEM, PODS)));
        if (pods.stream().anyMatch(pod -> start.isSilent(pod.created()))) {
            return Optional.empty();
        }
        Optional<WorkloadView> deployment = deployments.stream().findFirst();
        boolean stopped = deployment.filter(view -> view.desired() == 0).isPresent();
        String object = deployment.map(view -> view.id().display()).orElse("service/kube-dns");
        Finding finding = Finding.of(
                        ID,
                        object,
                        SYSTEM,
                        stopped
                                ? "it is scaled to 0, so the cluster has no name service: no program finds another by name."
                                : "none of its pods is ready, so the cluster has no name service: no program finds another by"
                                        + " name.",
                        List.of("service/kube-dns in namespace kube-system has no ready endpoint"),
                        stopped ? "Scale it up." : "Mend its pods first; their log says what they lack.")
                .withEvidence(pods.stream()
                        .limit(5)
                        .map(pod -> "%s: %s, %d of %d ready"
                                .formatted(pod.display(), pod.status(), pod.ready(), pod.total()))
                        .toList());
        Finding mended = stopped
                ? finding.withRemedy(
                        PatchTemplate.replicas(deployment.orElseThrow().id(), 1))
                : finding;
        return Optional.of(Lead.of(mended)
                .because(List.of(object))
                .reaching(scene.groups().stream().map(PodGroup::namespace).collect(Collectors.toSet())));
    }
}
