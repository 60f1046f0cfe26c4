package dev.shipmate.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the containers should request and be limited to.
///
/// What a container was killed or slowed for is raised. What it does not request though it uses it is set, unless the
/// wish is only for more pods: a changed template replaces them all. Nothing is lowered.
final class ResourceAdvice {
    /// So close to a limit a container is about to be killed, or is slowed already.
    private static final double CLOSE = 0.9;

    private static final double SPARE = 1.3;
    private static final double SPARE_LIMIT = 1.5;

    private final ScaleFacts facts;
    private final boolean pressureOnly;

    ResourceAdvice(ScaleFacts facts, boolean pressureOnly) {
        this.facts = facts;
        this.pressureOnly = pressureOnly;
    }

    List<Adjustment> adjustments() {
        var adjustments = new ArrayList<Adjustment>();
        for (ContainerSettings settings : facts.containers()) {
            Optional<ContainerUse> use = facts.observation() instanceof Observation.Measured(ObservedUsage usage)
                    ? usage.container(settings.name())
                    : Optional.empty();
            memoryLimit(settings, use).ifPresent(adjustments::add);
            use.flatMap(it -> cpuLimit(settings, it)).ifPresent(adjustments::add);
            if (!pressureOnly) {
                use.flatMap(it -> memoryRequest(settings, it)).ifPresent(adjustments::add);
                use.flatMap(it -> cpuRequest(settings, it)).ifPresent(adjustments::add);
            }
        }
        return adjustments;
    }

    private Optional<Adjustment> memoryLimit(ContainerSettings settings, Optional<ContainerUse> use) {
        long limit = settings.memoryLimitBytes();
        long peak = use.map(ContainerUse::peakMemoryBytes).orElse(0L);
        boolean killed = facts.killed().contains(settings.name());
        if (limit == 0 || (!killed && peak < limit * CLOSE)) {
            return Optional.empty();
        }
        String why =
                killed ? "it was killed because it needed more" : "it used %s".formatted(Amount.of("memory", peak));
        return raised(
                new Field(settings.name(), "limits", "memory", limit),
                Math.max(killed ? 2.0 * limit : 0, peak * SPARE_LIMIT),
                why);
    }

    private Optional<Adjustment> cpuLimit(ContainerSettings settings, ContainerUse use) {
        long limit = settings.cpuLimitMillicores();
        return limit > 0 && use.peakCpuMillicores() >= limit * CLOSE
                ? raised(
                        new Field(settings.name(), "limits", "cpu", limit),
                        limit * SPARE_LIMIT,
                        "it used %dm and is slowed at its limit".formatted(use.peakCpuMillicores()))
                : Optional.empty();
    }

    private Optional<Adjustment> memoryRequest(ContainerSettings settings, ContainerUse use) {
        long request = settings.memoryRequestBytes();
        if (use.peakMemoryBytes() <= request) {
            return Optional.empty();
        }
        double wanted = use.peakMemoryBytes() * SPARE;
        long limit = settings.memoryLimitBytes();
        return raised(
                new Field(settings.name(), "requests", "memory", request),
                limit == 0 ? wanted : Math.min(wanted, (double) limit),
                "it used %s, and a node counts only with what is requested"
                        .formatted(Amount.of("memory", use.peakMemoryBytes())));
    }

    private Optional<Adjustment> cpuRequest(ContainerSettings settings, ContainerUse use) {
        long request = settings.cpuRequestMillicores();
        if (use.averageCpuMillicores() <= request) {
            return Optional.empty();
        }
        double wanted = use.averageCpuMillicores() * SPARE;
        long limit = settings.cpuLimitMillicores();
        return raised(
                new Field(settings.name(), "requests", "cpu", request),
                limit == 0 ? wanted : Math.min(wanted, (double) limit),
                "it used %dm on average, and is only sure of what it requests".formatted(use.averageCpuMillicores()));
    }

    /// A field of a container: `limits.memory` of container `app`, with its value.
    private record Field(String container, String part, String resource, long value) {
        String name() {
            return part + "." + resource;
        }
    }

    private Optional<Adjustment> raised(Field field, double wanted, String why) {
        long ceiling = facts.ceilings().most(field.name(), field.value());
        long rounded = Amount.rounded(field.resource(), wanted);
        boolean fits = rounded <= ceiling;
        long to = fits ? rounded : Amount.lowered(field.resource(), ceiling);
        if (to <= field.value()) {
            return Optional.empty();
        }
        String reason = fits
                ? why
                : "%s; more is not possible, because %s"
                        .formatted(why, facts.ceilings().why(field.name(), field.value()));
        return Optional.of(
                new Adjustment.Setting(field.container(), field.part(), field.resource(), field.value(), to, reason));
    }
}
