package dev.shipmate.monitoring;

import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.spelling.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes a proposal from facts. The same facts give the same proposal, and none is beyond what the cluster can take.
///
/// Fewer pods are never proposed: a short look shows no peaks.
public final class ScaleAdvisor {
    /// Where autoscalers are mostly set: below it a pod has something left for the next moment.
    static final double TARGET = 0.7;

    private final ScaleFacts facts;
    private final WorkloadView workload;
    private final boolean more;
    private final int needed;

    /// Gets ready to advise on these facts.
    ///
    /// @param more whether room is wanted for more load than there is
    public ScaleAdvisor(ScaleFacts facts, boolean more) {
        this.facts = facts;
        this.workload = facts.workload();
        this.more = more;
        this.needed = needed(facts);
    }

    /// How many pods the present load needs so that each stays at the target; 0 when that cannot be told.
    private static int needed(ScaleFacts facts) {
        if (facts.cpuRequest() == 0 || !(facts.observation() instanceof Observation.Measured(ObservedUsage usage))) {
            return 0;
        }
        return (int) Math.max(1, Math.ceil(usage.cpuMillicores() / (facts.cpuRequest() * TARGET)));
    }

    public ScaleProposal advise() {
        ReplicaAdvice replicas = facts.hasReplicas()
                ? new ReplicaAdvice(facts, needed, more)
                : ReplicaAdvice.none(facts, "a daemon set runs one pod on each node, so it has no number of replicas");
        List<Adjustment> settings = new ResourceAdvice(facts, more).adjustments();
        List<Adjustment> adjustments =
                Stream.concat(replicas.adjustment().stream(), settings.stream()).toList();
        return new ScaleProposal(
                verdict(replicas, adjustments),
                adjustments,
                reasons(replicas),
                replicas.adjustment().isEmpty() && more ? replicas.reason() : "");
    }

    private String verdict(ReplicaAdvice replicas, List<Adjustment> adjustments) {
        String name = "%s in namespace %s"
                .formatted(workload.id().display(), workload.id().namespace());
        if (adjustments.isEmpty()) {
            return "%s should stay as it is: %s.".formatted(name, replicas.reason());
        }
        String changes = Words.list(adjustments.stream()
                .map(it -> "%s from %s to %s".formatted(it.what(), it.before(), it.after()))
                .toList());
        return "Proposal for %s: set %s.%s"
                .formatted(
                        name,
                        changes,
                        replicas.adjustment().isEmpty()
                                ? " The number of pods should stay: %s.".formatted(replicas.reason())
                                : "");
    }

    private List<String> reasons(ReplicaAdvice replicas) {
        var reasons = new ArrayList<String>();
        switch (facts.observation()) {
            case Observation.Measured(ObservedUsage usage) -> {
                reasons.add(usage(usage));
                load(usage).ifPresent(reasons::add);
                oneMore(usage, replicas).ifPresent(reasons::add);
            }
            case Observation.Unmeasured(String why) -> reasons.add("Nothing was measured: %s.".formatted(why));
        }
        facts.caps().forEach(cap -> reasons.add(sentence(cap.why())));
        facts.autoscalers()
                .forEach(scaler -> reasons.add("The autoscaler hpa/%s keeps it between %d and %d pods%s."
                        .formatted(
                                scaler.name(),
                                scaler.least(),
                                scaler.most(),
                                scaler.problem().isEmpty()
                                        ? ""
                                        : ", but does not work at the moment (%s)".formatted(scaler.problem()))));
        reasons.addAll(facts.notes());
        return reasons;
    }

    private static String usage(ObservedUsage usage) {
        return "Measured over %d seconds (%s of %s): each pod used %dm CPU on average, and %s memory at most."
                .formatted(
                        usage.span().toSeconds(),
                        Words.count(usage.measurements(), "measurement"),
                        Words.count(usage.pods(), "pod"),
                        usage.cpuPerPod(),
                        Amount.of("memory", usage.peakMemoryBytes()));
    }

    private Optional<String> load(ObservedUsage usage) {
        if (needed == 0) {
            return Optional.of(
                    "Its containers request no CPU, so nobody can tell how much load a pod is meant to take.");
        }
        String share = "That is %s of the %dm CPU that a pod requests; so that each stays at %d%%, this load needs %s"
                .formatted(
                        percent(usage.cpuPerPod(), facts.cpuRequest()),
                        facts.cpuRequest(),
                        Math.round(TARGET * 100),
                        Words.count(needed, "pod"));
        if (!facts.hasReplicas()) {
            return Optional.empty();
        }
        return Optional.of(
                needed < workload.desired()
                        ? share + ". A look this short shows no peaks: fewer are not proposed."
                        : share + ".");
    }

    private Optional<String> oneMore(ObservedUsage usage, ReplicaAdvice replicas) {
        if (!facts.hasReplicas() || workload.ready() == 0 || usage.cpuMillicores() == 0) {
            return Optional.empty();
        }
        int next = replicas.proposed() > workload.desired() ? replicas.proposed() : workload.desired() + 1;
        return Optional.of("With %s, each would have %dm CPU of this load, where it has %dm today."
                .formatted(Words.count(next, "pod"), Math.ceilDiv(usage.cpuMillicores(), next), usage.cpuPerPod()));
    }

    private static String percent(long part, long whole) {
        return String.format(Locale.ROOT, "%d%%", Math.round(100.0 * part / whole));
    }

    static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }
}
