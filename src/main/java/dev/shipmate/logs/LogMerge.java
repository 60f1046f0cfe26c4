package dev.shipmate.logs;

import dev.shipmate.cluster.LineSink;
import dev.shipmate.cluster.Logs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/// Merges logs by time while they are read. A log that is ahead of the others waits for them.
final class LogMerge {
    private static final int AHEAD = 256;

    private final EntryFilter filter;
    private final Consumer<ShownLine> each;
    private final List<Input> inputs = new ArrayList<>();

    LogMerge(EntryFilter filter, Consumer<ShownLine> each) {
        this.filter = filter;
        this.each = each;
    }

    /// An entry, or the end of a log.
    private sealed interface Item {
        record Said(LogEntry entry) implements Item {}

        record Ended() implements Item {}
    }

    private record Input(String name, Function<LineSink, Logs.Outcome> read, BlockingQueue<Item> queue, int number) {}

    private record Head(Input input, LogEntry entry) {}

    /// @param read hands the lines of the log over, each with its time
    void add(String name, Function<LineSink, Logs.Outcome> read) {
        inputs.add(new Input(name, read, new ArrayBlockingQueue<>(AHEAD), inputs.size()));
    }

    /// What reading each log came to, in the order in which they were added.
    List<Logs.Outcome> run() {
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Future<Logs.Outcome>> reads = inputs.stream()
                    .map(input -> executor.submit(() -> read(input)))
                    .toList();
            merge();
            var outcomes = new ArrayList<Logs.Outcome>();
            for (Future<Logs.Outcome> read : reads) {
                outcomes.add(read.get());
            }
            return outcomes;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Stopped while reading logs.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("Reading logs ended in an unexpected way.", e);
        } finally {
            executor.shutdownNow();
        }
    }

    private static Logs.Outcome read(Input input) throws InterruptedException {
        try {
            var lines = new StampedLines(entry -> put(input, new Item.Said(entry)));
            Logs.Outcome outcome = input.read().apply(lines);
            lines.end();
            return outcome;
        } finally {
            input.queue().put(new Item.Ended());
        }
    }

    private static void put(Input input, Item item) {
        try {
            input.queue().put(item);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Stopped while reading logs.");
        }
    }

    private void merge() throws InterruptedException {
        var heads = new PriorityQueue<Head>(
                Comparator.<Head>comparingLong(head -> head.entry().nanos())
                        .thenComparingInt(head -> head.input().number()));
        for (Input input : inputs) {
            advance(input, heads);
        }
        for (Head head = heads.poll(); head != null; head = heads.poll()) {
            filter.lines(head.input().name(), head.entry()).forEach(each);
            advance(head.input(), heads);
        }
    }

    private static void advance(Input input, PriorityQueue<Head> heads) throws InterruptedException {
        switch (input.queue().take()) {
            case Item.Said(LogEntry entry) -> heads.add(new Head(input, entry));
            case Item.Ended _ -> {}
        }
    }
}
