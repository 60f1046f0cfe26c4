package dev.shipmate.diagnosis;

import dev.shipmate.cluster.ContainerView;
import dev.shipmate.cluster.EventView;
import dev.shipmate.cluster.PodView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// The healthy pods of one workload, for what may be wrong with pods that seem well.
///
/// @param oldest the one that has been there longest
/// @param restarted the one that was restarted last; any of them when none was
/// @param images the IDs that the nodes gave to each image, by container and image
record HealthyPods(Suspect oldest, Suspect restarted, Map<Image, Set<String>> images) {
    HealthyPods {
        images = Map.copyOf(images);
    }

    /// What a container is to run.
    record Image(String container, String image) {}

    String namespace() {
        return oldest.pod().namespace();
    }

    /// The workload, or the pod itself when it stands alone.
    String object() {
        return oldest.object();
    }

    HealthyPods with(List<EventView> warnings) {
        return new HealthyPods(oldest, restarted.with(warnings), images);
    }

    /// Takes the pods one by one.
    static final class Collector {
        private static final int MOST_WORKLOADS = 500;

        private final Map<String, Seen> seen = new TreeMap<>();

        private static final class Seen {
            private Suspect oldest;
            private Suspect restarted;
            private final Map<Image, Set<String>> images = new HashMap<>();

            Seen(Suspect first) {
                oldest = first;
                restarted = first;
            }

            void add(Suspect pod) {
                if (pod.pod().created().isBefore(oldest.pod().created())) {
                    oldest = pod;
                }
                if (pod.pod().lastRestart().isAfter(restarted.pod().lastRestart())) {
                    restarted = pod;
                }
                for (ContainerView container : pod.pod().containers()) {
                    if (!container.imageId().isEmpty()) {
                        images.computeIfAbsent(new Image(container.name(), container.image()), _ -> new TreeSet<>())
                                .add(container.imageId());
                    }
                }
            }
        }

        void see(PodView pod, JsonNode json) {
            if (!pod.healthy() || pod.completed() || pod.deleting()) {
                return;
            }
            String owner = pod.namespace() + " " + Suspect.object(pod);
            if (seen.size() < MOST_WORKLOADS || seen.containsKey(owner)) {
                var suspect = new Suspect(pod, json, 1, List.of());
                seen.computeIfAbsent(owner, _ -> new Seen(suspect)).add(suspect);
            }
        }

        List<HealthyPods> all() {
            var all = new ArrayList<HealthyPods>();
            seen.values().forEach(it -> all.add(new HealthyPods(it.oldest, it.restarted, it.images)));
            return all;
        }
    }
}
