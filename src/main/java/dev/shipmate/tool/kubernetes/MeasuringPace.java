package dev.shipmate.tool.kubernetes;

import java.time.Duration;

/// How often something is measured, and how long to wait before each time but the first.
record MeasuringPace(int times, Duration between) {
    /// The metrics server of most clusters measures every 15 seconds.
    static MeasuringPace usual() {
        return new MeasuringPace(4, Duration.ofSeconds(10));
    }
}
