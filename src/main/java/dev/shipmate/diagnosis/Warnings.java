package dev.shipmate.diagnosis;

import dev.shipmate.cluster.EventView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The newest warnings about pods that are to be explained, and about objects that are no pods; other events are not
/// kept.
final class Warnings {
    private static final int EACH = 20;
    private static final int OBJECTS = 5_000;

    private final Map<String, List<EventView>> found = new HashMap<>();

    /// From here on, warnings about this object are kept.
    void expect(String namespace, String object) {
        found.computeIfAbsent(key(namespace, object), _ -> new ArrayList<>());
    }

    /// What happens to a replica set or to a job's pod also tells of the deployment or the job.
    void add(EventView event) {
        if (!event.warning()) {
            return;
        }
        if (!event.objectKind().equals("Pod") && found.size() < OBJECTS) {
            expect(event.namespace(), event.object());
        }
        keep(event.object(), event);
        int dash = event.objectName().lastIndexOf('-');
        if (dash > 0) {
            String maker = event.objectName().substring(0, dash);
            switch (event.objectKind()) {
                case "ReplicaSet" -> {
                    expect(event.namespace(), "deployment/" + maker);
                    keep("deployment/" + maker, event);
                }
                case "Pod" -> keep("job/" + maker, event);
                default -> {}
            }
        }
    }

    private void keep(String object, EventView event) {
        List<EventView> known = found.get(key(event.namespace(), object));
        if (known == null) {
            return;
        }
        known.add(event);
        if (known.size() > EACH) {
            known.remove(oldest(known));
        }
    }

    private static int oldest(List<EventView> events) {
        int oldest = 0;
        for (int i = 1; i < events.size(); i++) {
            if (events.get(i).last().isBefore(events.get(oldest).last())) {
                oldest = i;
            }
        }
        return oldest;
    }

    List<EventView> of(String namespace, String object) {
        return found.getOrDefault(key(namespace, object), List.of());
    }

    private static String key(String namespace, String object) {
        return namespace + " " + object;
    }
}
