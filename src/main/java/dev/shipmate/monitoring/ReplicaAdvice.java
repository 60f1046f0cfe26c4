package dev.shipmate.monitoring;

import dev.shipmate.spelling.Words;
import java.util.Comparator;
import java.util.Optional;

/// How many pods there should be, or between which bounds where an autoscaler sets their number.
final class ReplicaAdvice {
    private final ScaleFacts facts;
    private final int needed;
    private final int current;
    private final int wanted;
    private final String reason;
    private final Optional<Adjustment> adjustment;

    /// @param needed how many pods the present load needs; 0 when that cannot be told
    ReplicaAdvice(ScaleFacts facts, int needed, boolean more) {
        this.facts = facts;
        this.needed = needed;
        this.current = facts.workload().desired();
        int least = more ? Math.max(current + 1, needed) : Math.max(current, needed);
        // More than twice as many at once would rest on one short look: measure again after that.
        this.wanted = current == 0 ? 1 : Math.min(least, 2 * current);
        Choice choice = choose(more);
        this.adjustment = choice.adjustment();
        this.reason = choice.reason();
    }

    private ReplicaAdvice(ScaleFacts facts, String reason) {
        this.facts = facts;
        this.needed = 0;
        this.current = 0;
        this.wanted = 0;
        this.adjustment = Optional.empty();
        this.reason = reason;
    }

    static ReplicaAdvice none(ScaleFacts facts, String reason) {
        return new ReplicaAdvice(facts, reason);
    }

    /// @param reason why nothing is changed; empty beside a change
    private record Choice(Optional<Adjustment> adjustment, String reason) {
        static Choice keep(String reason) {
            return new Choice(Optional.empty(), reason);
        }

        static Choice make(Adjustment adjustment) {
            return new Choice(Optional.of(adjustment), "");
        }
    }

    Optional<Adjustment> adjustment() {
        return adjustment;
    }

    /// Why there is no adjustment.
    String reason() {
        return reason;
    }

    /// How many pods there would be.
    int proposed() {
        return adjustment.map(it -> Integer.parseInt(it.after())).orElse(current);
    }

    private Choice choose(boolean more) {
        if (current == 0) {
            return more
                    ? within(Optional.empty())
                    : Choice.keep("it is scaled to 0 pods, and nothing can be measured of none");
        }
        if (facts.workload().ready() == 0) {
            return Choice.keep(
                    "none of its pods is ready, and more of the same would not be either: `diagnose` finds the cause");
        }
        Optional<Autoscaler> scaler = facts.autoscalers().stream().findFirst();
        if (scaler.isPresent()) {
            return bounds(scaler.get());
        }
        return wanted <= current ? Choice.keep(enough()) : within(Optional.empty());
    }

    private String enough() {
        if (needed == 0) {
            return "nothing shows that it needs more pods";
        }
        return "its load needs %s, and it has %d".formatted(Words.count(needed, "pod"), current);
    }

    private Choice bounds(Autoscaler scaler) {
        if (wanted <= current && current < scaler.most()) {
            return Choice.keep("%s, and hpa/%s adds up to %d when the load grows"
                    .formatted(enough(), scaler.name(), scaler.most()));
        }
        return wanted > current || needed > scaler.most()
                ? within(Optional.of(scaler))
                : Choice.keep("it has the %d pods that hpa/%s allows, and the load needs no more"
                        .formatted(scaler.most(), scaler.name()));
    }

    /// As many as are wanted, as far as everything that limits them allows.
    private Choice within(Optional<Autoscaler> scaler) {
        Optional<Cap> tightest = facts.caps().stream().min(Comparator.comparingInt(Cap::pods));
        int allowed = tightest.map(cap -> Math.min(wanted, cap.pods())).orElse(wanted);
        if (allowed <= current) {
            return Choice.keep("there cannot be more than %s: %s"
                    .formatted(
                            Words.count(current, "pod"),
                            tightest.map(Cap::why).orElse("nothing is known of the room for more")));
        }
        String why = allowed < wanted
                ? "%d would be better, but %s"
                        .formatted(wanted, tightest.map(Cap::why).orElse(""))
                : needed > current
                        ? "this load needs %s".formatted(Words.count(needed, "pod"))
                        : "room for more load than there is";
        return scaler.map(it -> bound(it, allowed, why))
                .orElseGet(() -> Choice.make(new Adjustment.Replicas(current, allowed, why)));
    }

    private static Choice bound(Autoscaler scaler, int allowed, String why) {
        if (allowed > scaler.most()) {
            return Choice.make(new Adjustment.Bound(scaler.name(), "maxReplicas", scaler.most(), allowed, why));
        }
        return allowed > scaler.least()
                ? Choice.make(new Adjustment.Bound(scaler.name(), "minReplicas", scaler.least(), allowed, why))
                : Choice.keep("hpa/%s already keeps at least %d pods".formatted(scaler.name(), scaler.least()));
    }
}
