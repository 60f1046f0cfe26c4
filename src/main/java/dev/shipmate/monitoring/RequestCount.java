package dev.shipmate.monitoring;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How many requests a program has answered since it began, and how many of them with a failure of its own (5xx).
///
/// @param family the counter's name, such as `http_requests_total`
public record RequestCount(String family, double requests, double failures) {
    private static final List<String> STATUS_LABELS = List.of(
            "code",
            "status",
            "status_code",
            "http_status",
            "http_status_code",
            "http_response_status_code",
            "statuscode");

    /// Reads a page of metrics; nothing when it has no counter of requests by status.
    ///
    /// Several counters mostly count the same requests: the one that is named most like a counter of requests is
    /// taken. Those of requests that the program itself makes are not.
    public static Optional<RequestCount> in(String page) {
        var counts = new HashMap<String, RequestCount>();
        page.lines().forEach(line -> Sample.parse(line).ifPresent(sample -> add(sample, counts)));
        return counts.values().stream()
                .max(Comparator.comparingInt(RequestCount::likeness)
                        .thenComparing(RequestCount::family, Comparator.reverseOrder()));
    }

    private static void add(Sample sample, Map<String, RequestCount> counts) {
        String name = sample.name();
        boolean counter = name.endsWith("_total") || name.endsWith("_count");
        if (!counter || name.contains("client") || !Double.isFinite(sample.value())) {
            return;
        }
        STATUS_LABELS.stream()
                .map(label -> sample.labels().getOrDefault(label, ""))
                .filter(status -> status.matches("[1-5]([0-9]{2}|xx)"))
                .findFirst()
                .ifPresent(status -> counts.merge(
                        name,
                        new RequestCount(name, sample.value(), status.startsWith("5") ? sample.value() : 0),
                        RequestCount::plus));
    }

    private int likeness() {
        return (family.contains("http") ? 2 : 0)
                + (family.contains("request") ? 2 : 0)
                + (family.endsWith("_total") ? 1 : 0);
    }

    /// What was added since an earlier reading. A counter that is smaller than before began anew.
    public RequestCount since(RequestCount earlier) {
        return requests < earlier.requests
                ? this
                : new RequestCount(family, requests - earlier.requests, Math.max(0, failures - earlier.failures));
    }

    public RequestCount plus(RequestCount other) {
        return new RequestCount(family, requests + other.requests, failures + other.failures);
    }
}
