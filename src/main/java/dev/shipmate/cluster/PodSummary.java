package dev.shipmate.cluster;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// The READY, STATUS and RESTARTS columns of `kubectl get pods`, computed by kubectl's own rule (`printPod` in
/// `pkg/printers/internalversion/printers.go` of Kubernetes).
record PodSummary(int ready, String status, int restarts) {
    static PodSummary of(JsonNode pod, List<ContainerView> containers) {
        String phase = pod.path("status").path("phase").asString("");
        String reason = pod.path("status").path("reason").asString("");
        String status = reason.isEmpty() ? phase : reason;
        if (isGated(pod)) {
            status = "SchedulingGated";
        }
        PodSummary summary = ofInits(status, containers);
        if (summary.status.equals(status) || isTrue(pod, "Initialized")) {
            summary = ofApps(status, containers, summary.ready, isTrue(pod, "Ready"));
        }
        boolean over = phase.equals("Succeeded") || phase.equals("Failed");
        if (pod.path("metadata").has("deletionTimestamp") && !over) {
            return new PodSummary(
                    summary.ready, reason.equals("NodeLost") ? "Unknown" : "Terminating", summary.restarts);
        }
        return summary;
    }

    /// The first init container that is not through gives the status.
    private static PodSummary ofInits(String status, List<ContainerView> containers) {
        List<ContainerView> inits = containers.stream()
                .filter(container -> container.role() != ContainerView.Role.APP)
                .toList();
        int ready = 0;
        int restarts = 0;
        for (int i = 0; i < inits.size(); i++) {
            ContainerView init = inits.get(i);
            restarts += init.restarts();
            boolean runningSidecar = init.role() == ContainerView.Role.SIDECAR && init.started();
            if (runningSidecar && init.ready()) {
                ready++;
            }
            boolean through = init.state() instanceof ContainerState.Terminated ended && ended.exitCode() == 0;
            if (!through && !runningSidecar) {
                return new PodSummary(ready, "Init:" + initStatus(init, i, inits.size()), restarts);
            }
        }
        return new PodSummary(ready, status, restarts);
    }

    private static String initStatus(ContainerView init, int index, int count) {
        return switch (init.state()) {
            case ContainerState.Terminated ended -> ended.display();
            case ContainerState.Waiting(String reason, var _)
            when !reason.isEmpty() && !reason.equals("PodInitializing") -> reason;
            case ContainerState.Waiting _, ContainerState.Running _, ContainerState.Unknown _ -> index + "/" + count;
        };
    }

    private static PodSummary ofApps(
            String phase, List<ContainerView> containers, int readySidecars, boolean podReady) {
        String status = phase;
        int ready = readySidecars;
        int restarts = 0;
        boolean running = false;
        for (ContainerView container : containers.reversed()) {
            if (container.role() == ContainerView.Role.INIT) {
                continue;
            }
            restarts += container.restarts();
            if (container.role() == ContainerView.Role.SIDECAR) {
                continue;
            }
            switch (container.state()) {
                case ContainerState.Waiting(String reason, var _) -> status = reason.isEmpty() ? status : reason;
                case ContainerState.Terminated ended -> status = ended.display();
                case ContainerState.Running _ -> {
                    if (container.ready()) {
                        running = true;
                        ready++;
                    }
                }
                case ContainerState.Unknown _ -> {}
            }
        }
        if (status.equals("Completed") && running) {
            status = podReady ? "Running" : "NotReady";
        }
        return new PodSummary(ready, status, restarts);
    }

    private static boolean isGated(JsonNode pod) {
        return pod.path("status")
                .path("conditions")
                .valueStream()
                .anyMatch(condition -> condition.path("type").asString("").equals("PodScheduled")
                        && condition.path("reason").asString("").equals("SchedulingGated"));
    }

    private static boolean isTrue(JsonNode pod, String type) {
        return pod.path("status")
                .path("conditions")
                .valueStream()
                .anyMatch(condition -> condition.path("type").asString("").equals(type)
                        && condition.path("status").asString("").equals("True"));
    }
}
