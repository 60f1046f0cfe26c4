package dev.shipmate.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A pod as `kubectl get pods` sees it, and the state of its containers.
///
/// @param ready how many of `total` containers are ready
/// @param status the word in kubectl's STATUS column, such as `CrashLoopBackOff` or `Init:0/1`
/// @param owner the workload that made it, as `deployment/backend`; empty for a pod that stands alone
/// @param reason the pod's own `status.reason`, such as `Evicted`
/// @param message the pod's own `status.message`
/// @param defaultContainer what the annotation `kubectl.kubernetes.io/default-container` says; mostly empty
/// @param secrets the names of the Secrets that its containers were given
/// @param lastRestart `Instant.EPOCH` when no container was restarted
public record PodView(
        String namespace,
        String name,
        int ready,
        int total,
        String status,
        String phase,
        int restarts,
        Instant lastRestart,
        Instant created,
        boolean deleting,
        String owner,
        String node,
        String ip,
        String reason,
        String message,
        String defaultContainer,
        Map<String, String> labels,
        List<ContainerView> containers,
        List<Condition> conditions,
        List<String> secrets,
        PodResources resources) {
    public PodView {
        labels = Map.copyOf(labels);
        containers = List.copyOf(containers);
        conditions = List.copyOf(conditions);
        secrets = List.copyOf(secrets);
    }

    /// Whether it does what it should: all containers ready, or finished well.
    public boolean healthy() {
        return completed() || (status.equals("Running") && ready == total);
    }

    /// Whether it has done its work. One that is started again although it ended well has not.
    public boolean completed() {
        return phase.equals("Succeeded") || (status.equals("Completed") && restarts == 0);
    }

    /// Whether it is on its way out, which is no trouble by itself.
    public boolean terminating() {
        return deleting && !completed();
    }

    /// The containers that are not init containers.
    public List<ContainerView> apps() {
        return containers.stream()
                .filter(container -> container.role() == ContainerView.Role.APP)
                .toList();
    }

    /// As kubectl writes it: `pod/web-1`.
    public String display() {
        return "pod/" + name;
    }
}
