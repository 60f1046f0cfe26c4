package dev.shipmate.monitoring;

import dev.shipmate.cluster.Metrics.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// Makes the rows of the board: each workload with its pods, and the pods that belong to none of them.
///
/// @param usage by the name of the pod
/// @param errors by the owner of the pod
record BoardRows(Map<String, Usage> usage, Map<String, BoardErrors> errors, Instant now) {
    /// A container that crashes again and again runs most of this time.
    private static final Duration RESTARTED = Duration.ofMinutes(5);

    private static final Comparator<BoardRow> WORST_FIRST =
            Comparator.comparing(BoardRow::health).thenComparing(BoardRow::name).thenComparing(BoardRow::kind);

    List<BoardRow> of(Collection<BoardWorkload> workloads, Collection<BoardPod> pods) {
        Map<String, List<BoardPod>> owned =
                pods.stream().collect(Collectors.groupingBy(BoardPod::owner, TreeMap::new, Collectors.toList()));
        var rows = new ArrayList<BoardRow>();
        for (BoardWorkload workload : workloads) {
            List<BoardPod> own =
                    Optional.ofNullable(owned.remove(workload.display())).orElse(List.of());
            rows.add(row(workload, in(BoardPod.Stage.ACTIVE, own)));
        }
        owned.forEach((owner, own) -> {
            List<BoardPod> telling = telling(own);
            if (!telling.isEmpty()) {
                rows.add(row(alone(owner, telling), telling));
            }
        });
        rows.sort(WORST_FIRST);
        return rows;
    }

    private static List<BoardPod> in(BoardPod.Stage stage, List<BoardPod> pods) {
        return pods.stream().filter(pod -> pod.stage() == stage).toList();
    }

    /// Those that are at work; else those that failed, unless one came through after all.
    private static List<BoardPod> telling(List<BoardPod> pods) {
        List<BoardPod> active = in(BoardPod.Stage.ACTIVE, pods);
        boolean through = !in(BoardPod.Stage.COMPLETED, pods).isEmpty();
        return active.isEmpty() && !through ? in(BoardPod.Stage.FAILED, pods) : active;
    }

    private static BoardWorkload alone(String owner, List<BoardPod> pods) {
        int slash = owner.indexOf('/');
        return new BoardWorkload(
                owner.substring(0, slash),
                owner.substring(slash + 1),
                BoardHealth.GOOD,
                "",
                (int) pods.stream()
                        .filter(pod -> pod.health() == BoardHealth.GOOD)
                        .count(),
                pods.size());
    }

    private BoardRow row(BoardWorkload workload, List<BoardPod> pods) {
        Told told = told(workload, pods);
        return new BoardRow(
                workload.kind(),
                workload.name(),
                told.health(),
                told.status(),
                workload.ready(),
                workload.desired(),
                pods.stream().mapToInt(BoardPod::restarts).sum(),
                load(
                        pods,
                        Usage::cpuMillicores,
                        pod -> pod.resources().cpuRequestMillicores(),
                        pod -> pod.resources().cpuLimitMillicores()),
                load(
                        pods,
                        Usage::memoryBytes,
                        pod -> pod.resources().memoryRequestBytes(),
                        pod -> pod.resources().memoryLimitBytes()),
                errors.getOrDefault(workload.display(), BoardErrors.NONE));
    }

    private record Told(BoardHealth health, String status) {}

    /// The pods say more exactly what is wrong than their workload does.
    private Told told(BoardWorkload workload, List<BoardPod> pods) {
        for (BoardHealth health : List.of(BoardHealth.BAD, BoardHealth.CHANGING)) {
            Optional<String> frequent = frequent(pods.stream()
                    .filter(pod -> pod.health() == health)
                    .map(BoardPod::status)
                    .toList());
            if (frequent.isPresent()) {
                return new Told(health, frequent.get());
            }
            if (workload.health() == health) {
                return new Told(health, workload.status());
            }
        }
        if (pods.stream().anyMatch(pod -> pod.lastRestart().plus(RESTARTED).isAfter(now))) {
            return new Told(BoardHealth.CHANGING, "restarted");
        }
        return new Told(BoardHealth.GOOD, workload.desired() == 0 ? "scaled to 0" : "ok");
    }

    private static Optional<String> frequent(List<String> words) {
        return words.stream()
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    private BoardLoad load(
            List<BoardPod> pods,
            ToLongFunction<Usage> measured,
            ToLongFunction<BoardPod> requested,
            ToLongFunction<BoardPod> limit) {
        List<Usage> known = pods.stream()
                .flatMap(pod -> Optional.ofNullable(usage.get(pod.name())).stream())
                .toList();
        return new BoardLoad(
                known.isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(known.stream().mapToLong(measured).sum()),
                pods.stream().mapToLong(requested).sum(),
                pods.stream().mapToLong(limit).sum());
    }
}
