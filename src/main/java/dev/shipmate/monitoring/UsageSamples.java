package dev.shipmate.monitoring;

import dev.shipmate.cluster.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Collects what the metrics server says of some pods, read several times. It measures more seldom than it can be
/// read, so that a measurement counts once.
public final class UsageSamples {
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Sums> pods = new HashMap<>();
    private final Map<String, Sums> containers = new TreeMap<>();
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    private static final class Sums {
        private long cpu;
        private long peakCpu;
        private long peakMemory;
        private int count;

        void add(long cpuMillicores, long memoryBytes) {
            cpu += cpuMillicores;
            peakCpu = Math.max(peakCpu, cpuMillicores);
            peakMemory = Math.max(peakMemory, memoryBytes);
            count++;
        }

        long averageCpu() {
            return Math.ceilDiv(cpu, Math.max(1, count));
        }
    }

    public void add(Metrics.Usage usage) {
        if (!seen.add(usage.name() + " " + usage.measured())) {
            return;
        }
        pods.computeIfAbsent(usage.name(), _ -> new Sums()).add(usage.cpuMillicores(), usage.memoryBytes());
        usage.containers()
                .forEach(container -> containers
                        .computeIfAbsent(container.name(), _ -> new Sums())
                        .add(container.cpuMillicores(), container.memoryBytes()));
        Instant from = usage.measured().minus(usage.window());
        first = from.isBefore(first) ? from : first;
        last = usage.measured().isAfter(last) ? usage.measured() : last;
    }

    public boolean isEmpty() {
        return pods.isEmpty();
    }

    public ObservedUsage observed() {
        List<ContainerUse> uses = containers.entrySet().stream()
                .map(entry -> new ContainerUse(
                        entry.getKey(),
                        entry.getValue().averageCpu(),
                        entry.getValue().peakCpu,
                        entry.getValue().peakMemory))
                .toList();
        return new ObservedUsage(
                pods.size(),
                pods.values().stream().mapToInt(sums -> sums.count).max().orElse(0),
                isEmpty() ? Duration.ZERO : Duration.between(first, last),
                pods.values().stream().mapToLong(Sums::averageCpu).sum(),
                pods.values().stream().mapToLong(sums -> sums.peakMemory).max().orElse(0),
                uses);
    }
}
