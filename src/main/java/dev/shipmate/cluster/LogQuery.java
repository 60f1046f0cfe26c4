package dev.shipmate.cluster;

import java.time.Duration;

/// Which log to read, and how much of its end.
///
/// @param previous the container's run before this one
/// @param since only what was written this long ago or later; zero for everything
/// @param lastLines at most this many lines from the end
public record LogQuery(
        String namespace, String pod, String container, boolean previous, Duration since, int lastLines) {
    public LogQuery {
        if (lastLines < 1) {
            throw new IllegalArgumentException("lastLines must be positive: " + lastLines);
        }
    }

    ApiPath path() {
        ApiPath log = ApiPath.of(
                        "/api/v1/namespaces/%s/pods/%s/log".formatted(ApiPath.segment(namespace), ApiPath.segment(pod)),
                        "read the log of container %s of pod/%s in namespace %s".formatted(container, pod, namespace))
                .with("container", container)
                .with("tailLines", String.valueOf(lastLines))
                .with("previous", previous ? "true" : "");
        return since.isZero() ? log : log.with("sinceSeconds", String.valueOf(Math.max(1, since.toSeconds())));
    }
}
