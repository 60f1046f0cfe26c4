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
        boolean liveness = kind.equals("Liveness");
        boolean readiness = kind.equals("Readiness");
        String id;
        String cause;
        String next;
        if (message.contains("statuscode: 404")) {
            id = readiness ? "readiness-404" : liveness ? "liveness-wrong-target" : "probe-failing";
            cause = "its %s probe asks for a path that the program does not have (404)";
            next = "Correct the probe's path.";
        } else if (message.contains("statuscode: 5")) {
            id = liveness ? "liveness-needs-dependency" : "readiness-5xx";
            cause = "it answers its %s probe with an error, so something that it needs is missing";
            next = "Mend what it depends on, not the probe; its log names it.";
        } else if (isRefused(message)) {
            id = "probe-refused";
            cause = "nothing listens where its %s probe knocks" + wrong;
            next = "Compare the probe's port with the port that the program listens on.";
        } else if (message.contains("HTTP response to HTTPS client")) {
            id = "probe-failing";
            cause = "its %s probe asks over HTTPS, and the program answers in plain HTTP";
            next = "Give the probe scheme HTTP.";
        } else if (isLate(message)) {
            id = "probe-timeout";
            cause = "it answers its %s probe too late";
            next = "Raise the probe's timeout, or the CPU limit.";
        } else {
            id = "probe-failing";
            cause = "its %s probe fails" + wrong;
            next = "Compare the probe with what the program offers.";
        }
        Finding finding = PodRules.finding(suspect, id, cause.formatted(kind.toLowerCase(Locale.ROOT)), next)
                .withEvidence(List.of("probe: " + Words.shortened(message, 300)));
        return id.equals("probe-refused") && wrong.isEmpty() ? local(finding, suspect) : finding;
    }

    /// The program may listen where only its own pod reaches it, as its settings or its command say.
    private static Finding local(Finding finding, Suspect suspect) {
        return suspect.pod().containers().stream()
                .filter(container -> !container.ready() && Binding.isLocal(suspect.container(container.name())))
                .findFirst()
                .map(container -> Binding.known(finding, suspect, container.name()))
                .orElse(finding);
    }

    /// Whether nothing listens. Over gRPC the kubelet tries until its time is up, and then says that it could not
    /// connect.
    static boolean isRefused(String message) {
        return message.contains("connection refused") || message.contains("failed to connect service");
    }

    /// Whether an answer came too late. A client's own words for a refused connection are other ones.
    static boolean isLate(String message) {
        return !isRefused(message)
                && (message.contains("deadline exceeded")
                        || message.contains("Client.Timeout")
                        || message.contains("i/o timeout")
                        || message.contains("timed out"));
    }
}
