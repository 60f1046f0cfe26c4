package dev.shipmate.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Runs the pods that have a node: keeps their status true to the [ContainerLife] of each container, and removes
/// those that have stopped.
final class Kubelet implements Controller {
    private static final Duration STOPPING = Duration.ofMillis(400);
    private static final Duration EVENTS_EVERY = Duration.ofMinutes(1);

    private final Store store;
    private final ImageCatalog images;
    private final Recorder recorder;
    /// When each pod got its node, and when it was told to stop, finer than the seconds of the API.
    private final Map<String, Instant> scheduled = new HashMap<>();
    private final Map<String, Instant> stopping = new HashMap<>();
    /// Pods as they were last looked at, and when each is to be looked at again.
    private final Map<String, Seen> seen = new HashMap<>();
    private int addresses;

    private record Seen(long version, Instant next) {}

    Kubelet(Store store, ImageCatalog images, Recorder recorder) {
        this.store = store;
        this.images = images;
        this.recorder = recorder;
    }

    @Override
    public Instant reconcile(Instant now) {
        Instant next = NEVER;
        for (Resource pod : store.list(ResourceTypes.POD, "")) {
            if (!pod.text("/spec/nodeName").isEmpty()) {
                Instant wanted = pod.deleted().isPresent() ? stop(pod, now) : look(pod, now);
                next = wanted.isBefore(next) ? wanted : next;
            }
        }
        return next;
    }

    private Instant look(Resource pod, Instant now) {
        Seen before = seen.get(pod.uid());
        if (before != null && before.version() == pod.resourceVersion() && now.isBefore(before.next())) {
            return before.next();
        }
        Instant next = run(pod, now);
        long version = store.find(pod.key()).map(Resource::resourceVersion).orElse(0L);
        seen.put(pod.uid(), new Seen(version, next));
        return next;
    }

    private Instant stop(Resource pod, Instant now) {
        Instant since = stopping.computeIfAbsent(pod.uid(), _ -> {
            pod.at("/spec/containers")
                    .forEach(container -> recorder.record(
                            pod,
                            Recorder.Happening.normal(
                                    "kubelet",
                                    "Killing",
                                    "Stopping container "
                                            + container.path("name").asString(),
                                    now),
                            now));
            return now;
        });
        Instant gone = since.plus(STOPPING);
        if (now.isBefore(gone)) {
            return gone;
        }
        stopping.remove(pod.uid());
        seen.remove(pod.uid());
        scheduled.remove(pod.uid());
        store.remove(pod.key());
        return NEVER;
    }

    private Instant run(Resource pod, Instant now) {
        if (Pods.finished(pod)) {
            return NEVER;
        }
        Instant since = scheduled.computeIfAbsent(pod.uid(), _ -> now);
        boolean restarts = !pod.text("/spec/restartPolicy").equals("Never");
        String display = "%s_%s(%s)".formatted(pod.name(), pod.namespace(), pod.uid());
        List<ContainerLife> lives = new ArrayList<>();
        for (JsonNode container : pod.at("/spec/containers")) {
            String image = container.path("image").asString();
            lives.add(new ContainerLife(container, images.find(image), since, restarts, display));
        }
        Instant next = NEVER;
        List<ContainerLife.Moment> moments = new ArrayList<>();
        for (ContainerLife life : lives) {
            ContainerLife.Moment moment = life.at(now);
            moments.add(moment);
            life.told(moment, now).forEach(happening -> recorder.record(pod, happening, now));
            next = moment.next().isBefore(next) ? moment.next() : next;
        }
        boolean calm = moments.stream().allMatch(Kubelet::calm);
        store(pod, lives, moments, now);
        Instant events = calm ? NEVER : now.plus(EVENTS_EVERY);
        return events.isBefore(next) ? events : next;
    }

    private static boolean calm(ContainerLife.Moment moment) {
        return moment.last().isEmpty() && !(moment.state() instanceof ContainerLife.State.Waiting);
    }

    private void store(Resource pod, List<ContainerLife> lives, List<ContainerLife.Moment> moments, Instant now) {
        ObjectNode status = pod.status();
        ArrayNode containers = status.putArray("containerStatuses");
        List<String> unready = new ArrayList<>();
        for (int i = 0; i < lives.size(); i++) {
            ObjectNode container = ContainerStatus.render(lives.get(i), moments.get(i));
            containers.add(container);
            if (!container.path("ready").asBoolean(false)) {
                unready.add(lives.get(i).name());
            }
        }
        boolean over = moments.stream()
                .allMatch(moment -> moment.state() instanceof ContainerLife.State.Ended
                        && moment.next().equals(NEVER));
        status.put("phase", over ? outcome(moments) : started(moments) ? "Running" : "Pending");
        if (!status.has("podIP")) {
            addresses++;
            String address = "10.244.0." + (addresses % 250 + 2);
            status.put("hostIP", "192.168.49.2").put("podIP", address).put("startTime", Resource.time(now));
            status.putArray("podIPs").addObject().put("ip", address);
            status.put("qosClass", "Burstable");
        }
        String why = unready.isEmpty() ? "" : "ContainersNotReady";
        String message =
                unready.isEmpty() ? "" : "containers with unready status: [%s]".formatted(String.join(" ", unready));
        var conditions = new Conditions(status, now);
        conditions.set("PodReadyToStartContainers", true, "", "", false);
        conditions.set("Initialized", true, "", "", false);
        conditions.set("Ready", unready.isEmpty(), over ? "PodCompleted" : why, message, false);
        conditions.set("ContainersReady", unready.isEmpty(), over ? "PodCompleted" : why, message, false);
        store.putStatus(pod, status);
    }

    private static String outcome(List<ContainerLife.Moment> moments) {
        boolean failed = moments.stream()
                .anyMatch(
                        moment -> moment.state() instanceof ContainerLife.State.Ended(var run) && run.exitCode() != 0);
        return failed ? "Failed" : "Succeeded";
    }

    private static boolean started(List<ContainerLife.Moment> moments) {
        return moments.stream()
                .allMatch(moment ->
                        moment.last().isPresent() || !(moment.state() instanceof ContainerLife.State.Waiting));
    }
}
