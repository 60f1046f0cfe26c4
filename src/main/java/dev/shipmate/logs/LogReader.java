package dev.shipmate.logs;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.Logs;
import dev.shipmate.cluster.Parallel;
import dev.shipmate.redaction.Redactor;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Reads the logs of several containers at once.
public final class LogReader {
    private final Cluster cluster;
    private final Redactor redactor;

    public LogReader(Cluster cluster, Redactor redactor) {
        this.cluster = cluster;
        this.redactor = redactor;
    }

    /// What was read.
    ///
    /// @param all whether that is surely all that there is
    /// @param problems a sentence for each log that could not be had
    public record Result(Condensation condensation, boolean all, List<String> problems) {
        public Result {
            problems = List.copyOf(problems);
        }
    }

    /// Reads all of them into one condensation.
    ///
    /// @param lastLines how many lines of the end to keep as they are
    public Result condense(List<ContainerLog> logs, LogReach reach, LogFilter filter, int lastLines) {
        return condense(logs, reach, new LogCondenser(redactor, filter, lastLines));
    }

    /// Reads all of them; `listener` hears of each entry, and of the lines nothing is kept but what groups show.
    public Result count(List<ContainerLog> logs, LogReach reach, EntryListener listener) {
        return condense(logs, reach, new LogCondenser(redactor, LogFilter.NONE, 1, List.of(listener)));
    }

    private Result condense(List<ContainerLog> logs, LogReach reach, LogCondenser condenser) {
        List<Callable<Logs.Outcome>> reads = logs.stream()
                .<Callable<Logs.Outcome>>map(log -> {
                    LogCondenser.Source source = condenser.source(log.name());
                    return () -> cluster.logs().readBytes(reach.query(log, false), source);
                })
                .toList();
        List<Logs.Outcome> outcomes = Parallel.all(reads);
        return new Result(
                condenser.condense(ContainerLog.lastCrash(logs)),
                outcomes.stream()
                        .allMatch(outcome -> !(outcome instanceof Logs.Outcome.Read(var _, boolean all)) || all),
                problems(logs, outcomes));
    }

    /// Hands over all lines, merged by time, holding a few hundred of each log. Returns a sentence for each log that
    /// could not be had.
    public List<String> merge(List<ContainerLog> logs, LogReach reach, LogFilter filter, Consumer<ShownLine> each) {
        var merge = new LogMerge(new EntryFilter(redactor, filter), each);
        for (ContainerLog log : logs) {
            merge.add(log.name(), lines -> cluster.logs().readBytes(reach.query(log, false), lines));
        }
        return problems(logs, merge.run());
    }

    private static List<String> problems(List<ContainerLog> logs, List<Logs.Outcome> outcomes) {
        return IntStream.range(0, logs.size())
                .mapToObj(i -> switch (outcomes.get(i)) {
                    case Logs.Outcome.Unavailable(String reason) ->
                        "There is no log of %s: %s.".formatted(logs.get(i).name(), reason.replaceAll("\\.$", ""));
                    case Logs.Outcome.Read _ -> "";
                })
                .filter(problem -> !problem.isEmpty())
                .toList();
    }
}
