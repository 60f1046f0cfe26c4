package dev.shipmate.monitoring;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.Metrics.Usage;
import dev.shipmate.redaction.PlainText;
import dev.shipmate.redaction.Redactor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Asks from time to time what the pods use: the one thing on the board that cannot be watched.
record BoardUsage(Cluster cluster, BoardState state, Redactor redactor) {
    /// The metrics server measures as often unless it was set up otherwise (its option `--metric-resolution`).
    private static final Duration MEASURED = Duration.ofSeconds(15);

    private static final Duration MISSING = Duration.ofSeconds(60);
    private static final String SUBJECT = "metrics";

    /// Asks once. Returns how long to wait before the next time.
    Duration ask() {
        try {
            Optional<List<Usage>> measured =
                    cluster.metrics().pods(cluster.target().namespace());
            state.usage(measured.orElse(List.of()));
            state.remark(SUBJECT, measured.isPresent() ? "" : "No metrics: the cluster has no metrics server.");
            return measured.isPresent() ? MEASURED : MISSING;
        } catch (ClusterException e) {
            state.usage(List.of());
            state.remark(
                    SUBJECT,
                    "No metrics: %s".formatted(PlainText.line(redactor.redact(String.valueOf(e.getMessage())))));
            return e.code() == ClusterException.Code.FORBIDDEN ? MISSING : MEASURED;
        }
    }
}
