package dev.shipmate.logs;

import dev.shipmate.cluster.LineSplitter;
import dev.shipmate.redaction.PatternRedactor;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Measures the condenser, for `bench/logs`: `make FILE MEGABYTES` writes a log, `run FILE` condenses it, `find ROUNDS`
/// says how often a rare error is found.
final class LogBench {
    private static final int FIRST_GROUPS = 3;
    private static final int TAIL = 200;

    private LogBench() {}

    public static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "make" -> make(Path.of(arguments[1]), Long.parseLong(arguments[2]) * 1_000_000);
            case "run" -> run(Path.of(arguments[1]));
            case "find" -> find(Integer.parseInt(arguments[1]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void make(Path file, long bytes) throws IOException {
        var log = new MixedLog(7);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            var size = new long[1];
            boolean planted = false;
            while (size[0] < bytes) {
                if (!planted && size[0] > bytes / 3) {
                    log.planted(line -> write(out, line, size));
                    planted = true;
                }
                log.next(line -> write(out, line, size));
            }
        }
    }

    private static void write(OutputStream out, String line, long[] size) {
        try {
            byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
            out.write(bytes);
            size[0] += bytes.length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Path file) throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        long start = System.nanoTime();
        long worked = threads.getCurrentThreadCpuTime();
        var condenser = new LogCondenser(new PatternRedactor(), LogFilter.NONE, 20);
        LineSplitter.Size size;
        try (InputStream in = Files.newInputStream(file)) {
            size = LineSplitter.split(in, condenser.source("pod/app app"));
        }
        Condensation condensation = condenser.condense(Instant.EPOCH);
        double seconds = (System.nanoTime() - start) / 1e9;
        double busy = (threads.getCurrentThreadCpuTime() - worked) / 1e9;
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(LogBench::peak)
                .sum();
        System.out.printf(
                "%d MB, %d lines, %d groups: %.1f s, of one core %.1f s, %.0f MB/s of one core, peak heap %d MB, planted error in group %d%n",
                size.bytes() / 1_000_000,
                size.lines(),
                condensation.groups().size(),
                seconds,
                busy,
                size.bytes() / 1e6 / busy,
                peak / 1_000_000,
                rank(condensation));
    }

    private static long peak(MemoryPoolMXBean pool) {
        return pool.getPeakUsage().getUsed();
    }

    /// 1 for the first group, 0 when it is in none.
    private static int rank(Condensation condensation) {
        List<LogGroup> groups = condensation.groups();
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).template().contains(MixedLog.PLANTED)) {
                return i + 1;
            }
        }
        return 0;
    }

    private static void find(int rounds) {
        int lines = 20_000;
        int condensed = 0;
        int inTail = 0;
        for (int round = 0; round < rounds; round++) {
            var log = new MixedLog(round);
            var condenser = new LogCondenser(new PatternRedactor(), LogFilter.NONE, 20);
            LogCondenser.Source source = condenser.source("pod/app app");
            Deque<String> tail = new ArrayDeque<>();
            int planted = (int) ((round + 0.5) / rounds * lines);
            for (int i = 0; i < lines; i++) {
                if (i == planted) {
                    log.planted(line -> take(source, tail, line));
                }
                log.next(line -> take(source, tail, line));
            }
            int rank = rank(condenser.condense(Instant.EPOCH));
            condensed += rank >= 1 && rank <= FIRST_GROUPS ? 1 : 0;
            inTail += tail.stream().anyMatch(line -> line.contains(MixedLog.PLANTED)) ? 1 : 0;
        }
        System.out.printf(
                "error planted once in %d lines, %d logs: among the first %d groups in %d, in the last %d lines in %d%n",
                lines, rounds, FIRST_GROUPS, condensed, TAIL, inTail);
    }

    private static void take(LogCondenser.Source source, Deque<String> tail, String line) {
        source.accept(line);
        tail.addLast(line);
        if (tail.size() > TAIL) {
            tail.removeFirst();
        }
    }
}
