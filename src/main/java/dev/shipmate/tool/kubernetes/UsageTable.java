package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Metrics;
import dev.shipmate.cluster.PodResources;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.Quantity;
import dev.shipmate.spelling.Words;
import dev.shipmate.tool.Block;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// What pods use beside what they asked for, the greediest first, and the sums of their workloads. Of any number of
/// pods only the greediest are kept.
final class UsageTable {
    private static final int ROWS = 50;
    private static final int WORKLOADS = 15;

    private final TopTool.Sort sort;
    private final boolean everywhere;
    private final Map<String, Share> pods = new HashMap<>();
    private final Map<String, Sums> workloads = new HashMap<>();
    private final PriorityQueue<Metrics.Usage> greediest;
    private final Sums all = new Sums();

    /// What is known of a pod before it is measured.
    private record Share(String owner, PodResources resources) {}

    private static final class Sums {
        private int pods;
        private long cpu;
        private long cpuRequest;
        private long memory;
        private long memoryRequest;

        void add(Metrics.Usage usage, PodResources resources) {
            pods++;
            cpu += usage.cpuMillicores();
            cpuRequest += resources.cpuRequestMillicores();
            memory += usage.memoryBytes();
            memoryRequest += resources.memoryRequestBytes();
        }
    }

    UsageTable(TopTool.Sort sort, boolean everywhere) {
        this.sort = sort;
        this.everywhere = everywhere;
        this.greediest = new PriorityQueue<>(order(sort).reversed());
    }

    static Comparator<Metrics.Usage> order(TopTool.Sort sort) {
        Comparator<Metrics.Usage> usage = switch (sort) {
            case CPU -> Comparator.comparingLong(Metrics.Usage::cpuMillicores);
            case MEMORY -> Comparator.comparingLong(Metrics.Usage::memoryBytes);
        };
        return usage.reversed().thenComparing(Metrics.Usage::name);
    }

    /// A pod whose usage counts.
    void expect(PodView pod) {
        String owner = pod.owner().isEmpty() ? pod.display() : pod.owner();
        pods.put(pod.namespace() + "/" + pod.name(), new Share(owner, pod.resources()));
    }

    boolean expectsNone() {
        return pods.isEmpty();
    }

    /// A pod that is not expected is left out.
    void add(Metrics.Usage usage) {
        Share share = pods.get(key(usage));
        if (share == null) {
            return;
        }
        all.add(usage, share.resources());
        String owner = everywhere ? usage.namespace() + " " + share.owner() : share.owner();
        workloads.computeIfAbsent(owner, _ -> new Sums()).add(usage, share.resources());
        greediest.add(usage);
        if (greediest.size() > ROWS) {
            greediest.poll();
        }
    }

    boolean isEmpty() {
        return all.pods == 0;
    }

    /// @param which the pods, as the end of a phrase: `in namespace todo`
    List<Block> toBlocks(String which) {
        List<Metrics.Usage> shown = greediest.stream().sorted(order(sort)).toList();
        Metrics.Usage first = shown.getFirst();
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Fact("%s %s: %s and %s together. pod/%s uses most %s: %s."
                .formatted(
                        Words.count(all.pods, "measured pod"),
                        which,
                        of(all.cpu + "m CPU", all.cpu, all.cpuRequest),
                        of(Quantity.mebibytes(all.memory) + " memory", all.memory, all.memoryRequest),
                        first.name(),
                        sort == TopTool.Sort.CPU ? "CPU" : "memory",
                        sort == TopTool.Sort.CPU
                                ? first.cpuMillicores() + "m"
                                : Quantity.mebibytes(first.memoryBytes()))));
        var header = new ArrayList<>(
                List.of("NAME", "CPU", "CPU REQUEST", "CPU LIMIT", "MEMORY", "MEMORY REQUEST", "MEMORY LIMIT"));
        if (everywhere) {
            header.addFirst("NAMESPACE");
        }
        blocks.add(new Block.Table(header, shown.stream().map(this::row).toList(), all.pods - shown.size()));
        if (workloads.size() > 1 && workloads.size() < all.pods) {
            blocks.add(sums());
        }
        return blocks;
    }

    private static String of(String amount, long used, long request) {
        return request == 0 ? amount : "%s (%s of what they request)".formatted(amount, percent(used, request));
    }

    private List<String> row(Metrics.Usage usage) {
        PodResources resources = pods.getOrDefault(key(usage), new Share("", new PodResources(0, 0, 0, 0)))
                .resources();
        var row = new ArrayList<String>();
        if (everywhere) {
            row.add(usage.namespace());
        }
        row.add(usage.name());
        row.add(usage.cpuMillicores() + "m");
        row.add(cpu(usage.cpuMillicores(), resources.cpuRequestMillicores()));
        row.add(cpu(usage.cpuMillicores(), resources.cpuLimitMillicores()));
        row.add(Quantity.mebibytes(usage.memoryBytes()));
        row.add(memory(usage.memoryBytes(), resources.memoryRequestBytes()));
        row.add(memory(usage.memoryBytes(), resources.memoryLimitBytes()));
        return row;
    }

    private Block.Table sums() {
        Comparator<Map.Entry<String, Sums>> greedier = Comparator.comparingLong(
                entry -> sort == TopTool.Sort.CPU ? entry.getValue().cpu : entry.getValue().memory);
        List<List<String>> rows = workloads.entrySet().stream()
                .sorted(greedier.reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(WORKLOADS)
                .map(entry -> {
                    Sums sums = entry.getValue();
                    return List.of(
                            entry.getKey(),
                            String.valueOf(sums.pods),
                            sums.cpu + "m",
                            cpu(sums.cpu, sums.cpuRequest),
                            Quantity.mebibytes(sums.memory),
                            memory(sums.memory, sums.memoryRequest));
                })
                .toList();
        return new Block.Table(
                List.of("WORKLOAD", "PODS", "CPU", "CPU REQUEST", "MEMORY", "MEMORY REQUEST"),
                rows,
                workloads.size() - rows.size());
    }

    private static String key(Metrics.Usage usage) {
        return usage.namespace() + "/" + usage.name();
    }

    /// `100m (35%)`: an amount, and how much of it is used.
    static String cpu(long used, long amount) {
        return amount == 0 ? "-" : "%dm (%s)".formatted(amount, percent(used, amount));
    }

    static String memory(long used, long amount) {
        return amount == 0 ? "-" : "%s (%s)".formatted(Quantity.mebibytes(amount), percent(used, amount));
    }

    static String percent(long used, long of) {
        return of == 0 ? "-" : used * 100 / of + "%";
    }
}
