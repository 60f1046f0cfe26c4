package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.Metrics;
import dev.shipmate.cluster.Quantity;
import dev.shipmate.cluster.WorkloadName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What lets an autoscaler scale, with numbers that were measured.
final class AutoscalerRemedies {
    private static final long CPU_STEP = 10;
    private static final long MEMORY_STEP = 1L << 20;

    private final Cluster cluster;

    AutoscalerRemedies(Cluster cluster) {
        this.cluster = cluster;
    }

    static Remedy target(AutoscalerFacts autoscaler, String name) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec").putObject("scaleTargetRef").put("name", name);
        return new Remedy.PatchObject(
                "Let %s scale %s/%s".formatted(autoscaler.display(), autoscaler.targetKind(), name),
                autoscaler.object(),
                patch.toString());
    }

    /// As many pods as would bring its worst measure to its goal.
    static Finding more(AutoscalerFacts autoscaler, Finding finding) {
        OptionalDouble excess = autoscaler.excess();
        int wanted = (int) Math.min(Math.ceil(autoscaler.current() * excess.orElse(0)), Integer.MAX_VALUE);
        if (wanted <= autoscaler.most()) {
            return finding;
        }
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec").put("maxReplicas", wanted);
        return finding.withEvidence(List.of("what it measures is %d%% of its goal, which asks for %d pods"
                        .formatted(Math.round(excess.orElse(0) * 100), wanted)))
                .withRemedy(new Remedy.PatchObject(
                        "Let %s make up to %d pods".formatted(autoscaler.display(), wanted),
                        autoscaler.object(),
                        patch.toString()));
    }

    /// Requests so much that what the pods use at the moment is just the autoscaler's goal. Only for pods of one
    /// container: of others nobody tells which one uses it.
    Lead request(Lead lead, AutoscalerFacts autoscaler, String resource) {
        Optional<WorkloadName> workload = Optional.of(
                        new WorkloadName(autoscaler.targetKind(), autoscaler.namespace(), autoscaler.targetName()))
                .filter(it -> !it.kind().equals("replicaset"));
        int goal = autoscaler.goal(resource).orElse(0);
        if (workload.isEmpty() || goal == 0) {
            return lead;
        }
        return cluster.findWorkload(workload.get())
                .filter(view -> view.images().size() == 1)
                .flatMap(view -> amount(used(autoscaler.namespace(), view.selector(), resource), goal, resource)
                        .map(amount -> {
                            ObjectNode spec = JsonNodeFactory.instance.objectNode();
                            ObjectNode container = spec.putArray("containers").addObject();
                            container.put("name", view.images().getFirst().container());
                            container
                                    .putObject("resources")
                                    .putObject("requests")
                                    .put(resource, amount);
                            Remedy remedy = PatchTemplate.spec(
                                    view.id(),
                                    "Let %s request %s of %s"
                                            .formatted(view.id().display(), amount, resource),
                                    spec);
                            return lead.with(lead.finding().withRemedy(remedy));
                        }))
                .orElse(lead);
    }

    private static Optional<String> amount(long used, int goal, String resource) {
        if (used == 0) {
            return Optional.empty();
        }
        boolean cpu = resource.equals("cpu");
        long step = cpu ? CPU_STEP : MEMORY_STEP;
        long amount = Math.ceilDiv(Math.ceilDiv(used * 100, (long) goal), step) * step;
        return Optional.of(cpu ? amount + "m" : Quantity.mebibytes(amount));
    }

    /// The most that one of the pods uses; 0 when nobody has measured it.
    private long used(String namespace, String selector, String resource) {
        var names = new HashSet<String>();
        var used = new ArrayList<Long>();
        Permitted.look(() -> {
            cluster.forEachPod(namespace, selector, pod -> names.add(pod.name()));
            cluster.metrics().pods(namespace).stream()
                    .flatMap(List::stream)
                    .filter(usage -> names.contains(usage.name()))
                    .forEach(usage -> used.add(measure(usage, resource)));
        });
        return used.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private static long measure(Metrics.Usage usage, String resource) {
        return resource.equals("cpu") ? usage.cpuMillicores() : usage.memoryBytes();
    }
}
