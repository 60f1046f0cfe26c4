package dev.shipmate.cluster;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Waits once until a deleted object is gone.
final class GoneWait {
    private final Cluster cluster;
    private final ObjectName name;
    private final String uid;
    private final RolloutPace pace;
    private final Consumer<String> listener;
    private String told = "";

    GoneWait(Cluster cluster, ObjectName name, String uid, RolloutPace pace, Consumer<String> listener) {
        this.cluster = cluster;
        this.name = name;
        this.uid = uid;
        this.pace = pace;
        this.listener = listener;
    }

    GoneEnding await() {
        long end = System.nanoTime() + pace.limit().toNanos();
        try {
            while (true) {
                // Another object with the same name is a new one.
                Optional<JsonNode> object = cluster.findObject(name.kind(), name.namespace(), name.name())
                        .filter(found ->
                                found.path("metadata").path("uid").asString("").equals(uid));
                if (object.isEmpty()) {
                    return new GoneEnding.Gone();
                }
                String reason = reason(object.get());
                tell(reason);
                if (System.nanoTime() > end) {
                    return new GoneEnding.Kept(reason);
                }
                Thread.sleep(pace.betweenLooks());
            }
        } catch (InterruptedException | CancellationException _) {
            Thread.currentThread().interrupt();
            return new GoneEnding.Stopped();
        } catch (ClusterException e) {
            return new GoneEnding.Unseen(String.valueOf(e.getMessage()));
        }
    }

    private void tell(String reason) {
        if (!reason.equals(told)) {
            told = reason;
            listener.accept("%s: %s".formatted(name.display(), reason));
        }
    }

    private static String reason(JsonNode object) {
        String finalizers = object.path("metadata")
                .path("finalizers")
                .valueStream()
                .map(finalizer -> finalizer.asString(""))
                .collect(Collectors.joining(", "));
        if (!finalizers.isEmpty()) {
            return "it waits for " + finalizers;
        }
        return object.path("kind").asString("").equals("Namespace")
                ? "its contents are being deleted"
                : "it is shutting down";
    }
}
