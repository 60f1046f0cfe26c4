package dev.shipmate.pipeline;

import dev.shipmate.cluster.ClusterException;
import dev.shipmate.diagnosis.Finding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Looks, while a release is waited for, whether something is wrong that time alone does not mend and that the state of
/// its pods does not show: a probe on a port where nothing listens looks just like a program that is still starting.
///
/// It has to be seen for a while before it counts, which leaves slow starters their time and still names the cause
/// within half a minute.
final class LastingTrouble {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /// A provisioner may take longer to make a volume.
    private static final Duration PATIENCE_WITH_VOLUMES = Duration.ofSeconds(60);

    /// What nobody but a person, or a change of the cluster, takes away.
    private static final Set<String> LASTING = Set.of(
            "quota-exceeded",
            "quota-needs-limits",
            "limit-range",
            "pod-security",
            "service-account-missing",
            "webhook-denied",
            "storage-class-missing",
            "pvc-provisioning-failed",
            "pvc-unbound",
            "pvc-lost",
            "volume-source-missing",
            "volume-key-missing",
            "node-selector-mismatch");

    /// What heals when a slow program has started, unless live facts say what is wrong: then there is a remedy.
    private static final Set<String> PROBES = Set.of("probe-refused", "probe-failing", "readiness-404");

    private final Supplier<List<Finding>> examine;
    private final Clock clock;
    private final Map<String, Instant> since = new HashMap<>();

    LastingTrouble(Supplier<List<Finding>> examine, Clock clock) {
        this.examine = examine;
        this.clock = clock;
    }

    /// The first finding that has lasted; nothing while there is hope, or when nobody can look.
    Optional<Finding> look() {
        List<Finding> lasting;
        try {
            lasting = examine.get().stream().filter(LastingTrouble::lasts).toList();
        } catch (ClusterException _) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        since.keySet().retainAll(lasting.stream().map(LastingTrouble::key).toList());
        lasting.forEach(finding -> since.putIfAbsent(key(finding), now));
        return lasting.stream()
                .filter(finding -> !since.getOrDefault(key(finding), now)
                        .plus(finding.id().equals("pvc-unbound") ? PATIENCE_WITH_VOLUMES : PATIENCE)
                        .isAfter(now))
                .findFirst();
    }

    private static boolean lasts(Finding finding) {
        return LASTING.contains(finding.id())
                || (PROBES.contains(finding.id()) && !finding.remedies().isEmpty());
    }

    private static String key(Finding finding) {
        return finding.id() + " " + finding.object();
    }
}
