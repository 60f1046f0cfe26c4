package dev.shipmate.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.node.ObjectNode;

/// An entry of a pod's `status.containerStatuses`.
final class ContainerStatus {
    private ContainerStatus() {}

    static ObjectNode render(ContainerLife life, ContainerLife.Moment moment) {
        ObjectNode status = ApiRequest.JSON.createObjectNode().put("name", life.name());
        boolean ready = moment.state() instanceof ContainerLife.State.Running run && run.ready();
        boolean running = moment.state() instanceof ContainerLife.State.Running;
        state(status.putObject("state"), moment.state());
        ObjectNode last = status.putObject("lastState");
        moment.last().ifPresent(run -> terminated(last, run));
        status.put("ready", ready)
                .put("restartCount", moment.restarts())
                .put("image", life.reference())
                .put("imageID", life.image().isEmpty() ? "" : imageId(life.reference()))
                .put("started", running);
        if (running || moment.last().isPresent()) {
            status.put("containerID", "containerd://" + digest(life.podDisplay() + life.name() + moment.restarts()));
        }
        return status;
    }

    private static void state(ObjectNode node, ContainerLife.State state) {
        switch (state) {
            case ContainerLife.State.Waiting(String reason, String message) -> {
                ObjectNode waiting = node.putObject("waiting").put("reason", reason);
                if (!message.isEmpty()) {
                    waiting.put("message", message);
                }
            }
            case ContainerLife.State.Running running ->
                node.putObject("running").put("startedAt", Resource.time(running.since()));
            case ContainerLife.State.Ended(ContainerLife.Run run) -> terminated(node, run);
        }
    }

    private static void terminated(ObjectNode node, ContainerLife.Run run) {
        node.putObject("terminated")
                .put("exitCode", run.exitCode())
                .put("reason", run.reason())
                .put("startedAt", Resource.time(run.start()))
                .put("finishedAt", Resource.time(run.end()));
    }

    private static String imageId(String reference) {
        int colon = reference.lastIndexOf(':');
        return "docker.io/library/%s@sha256:%s"
                .formatted(colon < 0 ? reference : reference.substring(0, colon), digest(reference));
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
