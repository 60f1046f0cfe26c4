package dev.shipmate.monitoring;

import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.cluster.EndpointsView;
import dev.shipmate.cluster.EventView;
import dev.shipmate.cluster.Metrics.Usage;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.cluster.ServiceView;
import dev.shipmate.cluster.WatchEvent;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.redaction.Redactor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// All that the board knows. What is heard comes in from any thread, boards go out to any.
final class BoardState {
    private final ClusterTarget target;
    private final Redactor redactor;
    private final BoardShelf<PodView, BoardPod> pods = new BoardShelf<>(PodView::name, BoardPod::of);
    private final BoardShelf<ServiceView, ServiceView> services =
            new BoardShelf<>(ServiceView::name, Function.identity());
    private final BoardShelf<EndpointsView, EndpointsView> endpoints =
            new BoardShelf<>(EndpointsView::name, Function.identity());
    /// Warnings are kept elsewhere; the shelf knows whether they are heard.
    private final BoardShelf<EventView, EventView> events = new BoardShelf<>(_ -> "", Function.identity());

    private final Map<ResourceKind, BoardShelf<WorkloadView, BoardWorkload>> workloads = new HashMap<>();
    private final BoardWarnings warnings;
    private final Map<String, BoardTally> errors = new HashMap<>();
    private final BoardTally allErrors = new BoardTally();
    private final Map<String, String> remarks = new TreeMap<>();
    private Map<String, Usage> usage = Map.of();
    private int followed;
    private int listings;
    private long version;

    BoardState(ClusterTarget target, Redactor redactor, List<ResourceKind> kinds) {
        this.target = target;
        this.redactor = redactor;
        this.warnings = new BoardWarnings(redactor);
        kinds.forEach(kind -> workloads.put(kind, shelf()));
    }

    private static BoardShelf<WorkloadView, BoardWorkload> shelf() {
        return new BoardShelf<>(workload -> workload.id().name(), BoardWorkload::of);
    }

    synchronized void pods(WatchEvent<PodView> event) {
        pods.hear(event);
        listings += event instanceof WatchEvent.Listed<PodView> ? 1 : 0;
        version++;
    }

    synchronized void workloads(ResourceKind kind, WatchEvent<WorkloadView> event) {
        workloads.computeIfAbsent(kind, _ -> shelf()).hear(event);
        version++;
    }

    synchronized void services(WatchEvent<ServiceView> event) {
        services.hear(event);
        version++;
    }

    synchronized void endpoints(WatchEvent<EndpointsView> event) {
        endpoints.hear(event);
        version++;
    }

    synchronized void warnings(WatchEvent<EventView> event) {
        events.hear(event);
        warnings.hear(event);
        version++;
    }

    /// What all pods use, as it was measured last.
    synchronized void usage(Collection<Usage> measured) {
        usage = measured.stream().collect(Collectors.toMap(Usage::name, Function.identity(), (one, _) -> one));
        version++;
    }

    /// A container of this owner has logged an error.
    synchronized void error(String owner, Instant when) {
        errors.computeIfAbsent(owner, _ -> new BoardTally()).add(when);
        allErrors.add(when);
        version++;
    }

    synchronized void followed(int containers) {
        version += containers == followed ? 0 : 1;
        followed = containers;
    }

    /// What the board says about a subject, until something else is said; nothing when the text is empty.
    synchronized void remark(String subject, String text) {
        String before = text.isEmpty() ? remarks.remove(subject) : remarks.put(subject, text);
        version += text.equals(before == null ? "" : before) ? 0 : 1;
    }

    /// How often the pods were listed: once, and once more whenever their watch was lost.
    synchronized int listings() {
        return listings;
    }

    synchronized List<BoardPod> allPods() {
        return List.copyOf(pods.all());
    }

    synchronized long version() {
        return version;
    }

    synchronized Board board(BoardApp app, Instant now) {
        errors.values().removeIf(tally -> tally.errors(now).none());
        Map<String, BoardErrors> counted = errors.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().errors(now)));
        List<BoardWorkload> known = workloads.values().stream()
                .flatMap(shelf -> shelf.all().stream())
                .toList();
        Map<String, BoardShelf.Sight> sights = sights();
        var notes = new ArrayList<>(new BoardNotes(redactor, sights).lines());
        notes.addAll(remarks.values());
        return new Board(
                target.context(),
                target.namespace(),
                now,
                app,
                sights.values().stream().anyMatch(BoardShelf.Sight.Loading.class::isInstance),
                new BoardRows(usage, counted, now).of(known, pods.all()),
                BoardServices.of(services.all(), endpoints.all()),
                warnings.newest(now),
                allErrors.errors(now),
                new Board.Followed(followed, running()),
                notes);
    }

    private Map<String, BoardShelf.Sight> sights() {
        var sights = new TreeMap<String, BoardShelf.Sight>();
        sights.put("pods", pods.sight());
        sights.put("services", services.sight());
        sights.put("endpoints", endpoints.sight());
        sights.put("events", events.sight());
        workloads.forEach((kind, shelf) -> sights.put(kind.plural(), shelf.sight()));
        return sights;
    }

    private int running() {
        return (int) pods.all().stream()
                .flatMap(pod -> pod.runs().stream())
                .filter(BoardPod.Run::going)
                .count();
    }
}
