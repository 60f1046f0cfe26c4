package dev.shipmate.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageSamplesTest {
    private static final Instant THEN = Instant.parse("2026-11-26T10:00:00Z");
    private static final long MEBI = 1L << 20;

    private final UsageSamples samples = new UsageSamples();

    @Test
    void aMeasurementThatIsReadTwiceCountsOnce() {
        measure("web-1", 0, 100, 50);
        measure("web-1", 0, 100, 50);
        measure("web-1", 15, 200, 70);

        ObservedUsage usage = samples.observed();
        assertThat(usage.measurements()).isEqualTo(2);
        assertThat(usage.cpuMillicores()).isEqualTo(150);
        assertThat(usage.peakMemoryBytes()).isEqualTo(70 * MEBI);
        assertThat(usage.span()).as("with the window before the first").isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void podsAddUpAndContainersAreAveraged() {
        measure("web-1", 0, 100, 50);
        measure("web-2", 0, 300, 60);

        ObservedUsage usage = samples.observed();
        assertThat(usage.pods()).isEqualTo(2);
        assertThat(usage.cpuMillicores()).isEqualTo(400);
        assertThat(usage.cpuPerPod()).isEqualTo(200);
        assertThat(usage.containers()).containsExactly(new ContainerUse("web", 200, 300, 60 * MEBI));
    }

    private void measure(String pod, int second, long cpu, long mebibytes) {
        samples.add(new Metrics.Usage(
                "todo",
                pod,
                cpu,
                mebibytes * MEBI,
                List.of(new Metrics.ContainerUsage("web", cpu, mebibytes * MEBI)),
                THEN.plusSeconds(second),
                Duration.ofSeconds(15)));
    }
}
