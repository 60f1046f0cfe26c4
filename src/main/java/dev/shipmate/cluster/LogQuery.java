package dev.shipmate.cluster;

import java.time.Duration;

/// Which log to read, and how much of its end.
///
/// @param previous the container's run before this one
/// @param since only what was written this long ago or later; zero for everything
/// @param lastLines at most this many lines from the end, or [#EVERY_LINE]
/// @param timestamps whether each line begins with the time at which the node got it
/// @param follow whether reading goes on until the container ends
public record LogQuery(
        String namespace,
        String pod,
        String container,
        boolean previous,
        Duration since,
        int lastLines,
        boolean timestamps,
        boolean follow) {
    /// The log from its start, or from what the node still has of it.
    public static final int EVERY_LINE = Integer.MAX_VALUE;

    public LogQuery {
        if (lastLines < 0) {
            throw new IllegalArgumentException("lastLines must not be negative: " + lastLines);
        }
    }

    /// The lines as the container wrote them, up to this moment.
    public LogQuery(String namespace, String pod, String container, boolean previous, Duration since, int lastLines) {
        this(namespace, pod, container, previous, since, lastLines, false, false);
    }

    ApiPath path() {
        ApiPath log = ApiPath.of(
                        "/api/v1/namespaces/%s/pods/%s/log".formatted(ApiPath.segment(namespace), ApiPath.segment(pod)),
                        "read the log of container %s of pod/%s in namespace %s".formatted(container, pod, namespace))
                .with("container", container)
                .with("tailLines", lastLines == EVERY_LINE ? "" : String.valueOf(lastLines))
                .with("previous", previous ? "true" : "")
                .with("timestamps", timestamps ? "true" : "")
                .with("follow", follow ? "true" : "");
        return since.isZero() ? log : log.with("sinceSeconds", String.valueOf(Math.max(1, since.toSeconds())));
    }
}
