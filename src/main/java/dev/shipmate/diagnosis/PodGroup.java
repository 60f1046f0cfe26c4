package dev.shipmate.diagnosis;

import dev.shipmate.cluster.ContainerView;
import dev.shipmate.cluster.PodView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The pods of one workload, healthy or not; of pods that belong to none, those with the same labels.
///
/// @param object as kubectl writes it: the workload, or one pod that stands alone
/// @param labels those of one of the pods
/// @param restarts of all their containers together
/// @param nodes where they run
record PodGroup(
        String namespace,
        String object,
        Map<String, String> labels,
        int pods,
        int ready,
        long restarts,
        List<String> nodes) {
    PodGroup {
        labels = Map.copyOf(labels);
        nodes = List.copyOf(nodes);
    }

    /// Whether a selector of labels alone means these pods; an empty one means every pod.
    boolean has(Map<String, String> wanted) {
        return wanted.entrySet().stream().allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
    }

    /// Takes the pods one by one; those that are being deleted or have ended belong to no group.
    static final class Collector {
        private final Map<String, Count> counts = new HashMap<>();

        private static final class Count {
            private final PodView one;
            private final TreeSet<String> nodes = new TreeSet<>();
            private int pods;
            private int ready;
            private long restarts;

            Count(PodView one) {
                this.one = one;
            }
        }

        void see(PodView pod) {
            if (pod.terminating()
                    || pod.phase().equals("Succeeded")
                    || pod.phase().equals("Failed")) {
                return;
            }
            String owner = pod.owner().isEmpty() ? pod.labels().toString() : pod.owner();
            Count count = counts.computeIfAbsent(pod.namespace() + " " + owner, _ -> new Count(pod));
            count.pods++;
            boolean ready = pod.containers().stream()
                    .filter(container -> container.role() == ContainerView.Role.APP)
                    .allMatch(ContainerView::ready);
            count.ready += ready ? 1 : 0;
            count.restarts += pod.restarts();
            if (!pod.node().isEmpty()) {
                count.nodes.add(pod.node());
            }
        }

        List<PodGroup> groups() {
            var groups = new ArrayList<PodGroup>();
            counts.values()
                    .forEach(count -> groups.add(new PodGroup(
                            count.one.namespace(),
                            Suspect.object(count.one),
                            count.one.labels(),
                            count.pods,
                            count.ready,
                            count.restarts,
                            List.copyOf(count.nodes))));
            return groups;
        }
    }
}
