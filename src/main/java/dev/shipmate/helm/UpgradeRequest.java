package dev.shipmate.helm;

import java.time.Duration;

/// What is to be deployed.
///
/// @param limit how long each hook may take
/// @param description what the history says about the revision, or empty for Helm's own words
public record UpgradeRequest(ChartRequest chart, Duration limit, String description) {
    public UpgradeRequest {
        if (limit.toSeconds() < 1) {
            throw new IllegalArgumentException("limit is below one second: " + limit);
        }
    }

    public ReleaseName release() {
        return chart.release();
    }
}
