package dev.shipmate.diagnosis;

import dev.shipmate.cluster.EventView;
import dev.shipmate.spelling.Words;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Why a running container is not ready: what its probes say.
final class ProbeRules {
    private ProbeRules() {}

    static Optional<Finding> examine(Suspect suspect) {
        return suspect.failedProbe("Readiness")
                .or(() -> suspect.failedProbe("Startup"))
                .or(() -> suspect.failedProbe("Liveness"))
                .map(event -> finding(suspect, event));
    }

    private static Finding finding(Suspect suspect, EventView event) {
        String message = event.message();
        String kind = message.substring(0, message.indexOf(' '));
        String wrong = ProbePorts.find(suspect)
                .map(it -> ": " + it.phrase())
                .orElse("")
                .replace("%", "%%");
        String id;
        String cause;
        String next;
        if (message.contains("statuscode: 404")) {
            id = "readiness-404";
            cause = "its %s probe asks for a path that the program does not have (404)";
            next = "Correct the probe's path.";
        } else if (message.contains("statuscode: 5")) {
            id = "readiness-5xx";
            cause = "it answers its %s probe with an error, so something that it needs is missing";
            next = "Mend what it depends on, not the probe; its log names it.";
        } else if (message.contains("connection refused")) {
            id = "probe-refused";
            cause = "nothing listens where its %s probe knocks" + wrong;
            next = "Compare the probe's port with the port that the program listens on.";
        } else if (message.contains("deadline exceeded") || message.contains("timeout")) {
            id = "probe-timeout";
            cause = "it answers its %s probe too late";
            next = "Raise the probe's timeout, or the CPU limit.";
        } else {
            id = "probe-failing";
            cause = "its %s probe fails" + wrong;
            next = "Compare the probe with what the program offers.";
        }
        return PodRules.finding(suspect, id, cause.formatted(kind.toLowerCase(Locale.ROOT)), next)
                .withEvidence(List.of("probe: " + Words.shortened(message, 300)));
    }
}
