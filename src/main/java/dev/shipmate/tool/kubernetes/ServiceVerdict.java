package dev.shipmate.tool.kubernetes;

import dev.shipmate.spelling.Words;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Whether a Service works, and why not.
///
/// @param works false also when that could not be seen
/// @param sentence the whole verdict
/// @param next what to do, as a sentence; empty when it works
record ServiceVerdict(boolean works, String sentence, String next) {
    static ServiceVerdict of(ServiceProbe.Seen seen) {
        ServiceView service = seen.service();
        String name = "%s in namespace %s".formatted(service.display(), service.namespace());
        if (seen.endpoints().ready() == 0) {
            return broken(name, behind(seen), next(seen));
        }
        List<String> unserved = service.ports().stream()
                .filter(port -> !seen.endpoints().serves(port.name()))
                .map(port -> "port %d leads to port %s, which no ready pod has".formatted(port.number(), port.target()))
                .toList();
        if (!unserved.isEmpty()) {
            return broken(name, Words.list(unserved), "Let targetPort name a port of the containers.");
        }
        return seen.reaches().values().stream().anyMatch(Reach.Forbidden.class::isInstance)
                ? new ServiceVerdict(
                        false,
                        "%s has %s, but whether it answers could not be tried: you may not use services/proxy there."
                                .formatted(name, count(seen)),
                        "Ask an administrator for the verb get on services/proxy, or try it with `kubectl port-forward`.")
                : tried(name, seen);
    }

    private static ServiceVerdict tried(String name, ServiceProbe.Seen seen) {
        List<String> bad = seen.reaches().entrySet().stream()
                .filter(entry -> fails(entry.getKey(), entry.getValue()))
                .map(entry -> failure(seen, entry.getKey(), entry.getValue()))
                .toList();
        if (!bad.isEmpty()) {
            return broken(
                    name,
                    "it has %s, but %s".formatted(count(seen), Words.list(bad)),
                    "Look at which port the program in the pods listens on, and at network policies: `diagnose` and"
                            + " `get_logs` of its pods tell more.");
        }
        List<String> wrong = seen.reaches().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Reach.Answers(int status) && status >= 500)
                .map(entry -> "port %d answers with %s"
                        .formatted(entry.getKey().number(), entry.getValue().words()))
                .toList();
        if (!wrong.isEmpty()) {
            return new ServiceVerdict(
                    false,
                    "%s is reached, with %s, but the program behind it fails: %s."
                            .formatted(name, count(seen), Words.list(wrong)),
                    "The logs of its pods tell why: `get_logs` and `error_rate`.");
        }
        return new ServiceVerdict(
                true, "%s works: it has %s%s.".formatted(name, count(seen), answers(seen.reaches())), "");
    }

    private static ServiceVerdict broken(String name, String why, String next) {
        return new ServiceVerdict(false, "%s does not work: %s.".formatted(name, why), next);
    }

    private static String count(ServiceProbe.Seen seen) {
        String ready = Words.count(seen.endpoints().ready(), "ready endpoint");
        return seen.endpoints().notReady() == 0
                ? ready
                : "%s (and %d not ready)".formatted(ready, seen.endpoints().notReady());
    }

    private static String behind(ServiceProbe.Seen seen) {
        ServiceView service = seen.service();
        if (service.selector().isEmpty()) {
            return "it has no selector, and nobody gave it endpoints";
        }
        if (seen.pods() == 0) {
            return "its selector %s matches no pod".formatted(service.selectorText());
        }
        String which = seen.unready().stream()
                .limit(3)
                .map(pod -> "%s is %s".formatted(pod.display(), PodTable.label(pod)))
                .collect(Collectors.joining(", "));
        return seen.unready().isEmpty()
                ? "%s behind it %s ready, but none is an endpoint yet"
                        .formatted(Words.count(seen.pods(), "pod"), seen.pods() == 1 ? "is" : "are")
                : "none of the %s behind it is ready (%s)".formatted(Words.count(seen.pods(), "pod"), which);
    }

    private static String next(ServiceProbe.Seen seen) {
        if (seen.service().selector().isEmpty()) {
            return "Give it a selector, or an EndpointSlice with the addresses that it means.";
        }
        return seen.pods() == 0
                ? "Make its selector fit the labels of the pods that it means, or start them."
                : "`diagnose` of its pods finds the cause.";
    }

    /// A port that speaks something else may well be silent to HTTP.
    private static boolean fails(ServiceView.Port port, Reach reach) {
        return switch (reach) {
            case Reach.Refused _ -> true;
            case Reach.Silent _ -> port.isHttp();
            case Reach.Listens _, Reach.Answers _, Reach.Forbidden _, Reach.Untold _ -> false;
        };
    }

    private static String failure(ServiceProbe.Seen seen, ServiceView.Port port, Reach reach) {
        String target = seen.endpoints().target(port.name());
        return reach instanceof Reach.Refused
                ? "nothing listens on port %s of its pods, where its port %d leads (connection refused)"
                        .formatted(target, port.number())
                : "its port %d, which leads to port %s of its pods, gives no answer in time"
                        .formatted(port.number(), target);
    }

    private static String answers(Map<ServiceView.Port, Reach> reaches) {
        return reaches.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Reach.Answers || entry.getValue() instanceof Reach.Listens)
                .map(entry -> switch (entry.getValue()) {
                    case Reach.Answers(int status) ->
                        "port %d answers (HTTP %d)".formatted(entry.getKey().number(), status);
                    case Reach.Listens _ ->
                        "something listens behind port %d"
                                .formatted(entry.getKey().number());
                    case Reach.Refused _, Reach.Silent _, Reach.Forbidden _, Reach.Untold _ -> "";
                })
                .collect(Collectors.collectingAndThen(
                        Collectors.toList(), said -> said.isEmpty() ? "" : ", and " + Words.list(said)));
    }
}
