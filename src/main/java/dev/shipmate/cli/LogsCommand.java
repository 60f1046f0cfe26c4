package dev.shipmate.cli;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ContainerView;
import dev.shipmate.cluster.LogQuery;
import dev.shipmate.logs.CondensationJson;
import dev.shipmate.logs.CondensedText;
import dev.shipmate.logs.ContainerLog;
import dev.shipmate.logs.LogFilter;
import dev.shipmate.logs.LogFollower;
import dev.shipmate.logs.LogReach;
import dev.shipmate.logs.LogReader;
import dev.shipmate.logs.Severity;
import dev.shipmate.logs.ShownLine;
import dev.shipmate.tool.ToolResult.NotFound;
import dev.shipmate.tool.kubernetes.WorkloadLogs;
import dev.shipmate.tool.kubernetes.WorkloadLogs.Found;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// `shipmate logs TARGET`: the logs of all pods and containers of a workload, condensed when they are large.
@Command(
        name = "logs",
        description = "Show the logs of a workload or a pod, condensed when they are large.",
        footer = {"", "Without options a small log is shown as it is. docs/logs.md says what is made of a large one."})
final class LogsCommand implements Callable<Integer> {
    private static final int VERBATIM = 100;
    private static final int LAST_LINES = 15;
    private static final int TOKENS = 3_000;
    private static final int FOLLOWED = 20;

    @Parameters(paramLabel = "TARGET", description = "Such as deployment/backend, backend, or the name of a pod.")
    private String target = "";

    @Option(
            names = {"-c", "--container"},
            paramLabel = "NAME",
            description = "Default: all that have run.")
    private String container = "";

    @Option(
            names = {"-p", "--previous"},
            description = "Only the runs before the last restart. Default: those, too.")
    private boolean previous;

    @Option(names = "--tail", paramLabel = "LINES", description = "The last lines of each container, as they are.")
    private @Nullable Integer tail;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = AgoConverter.class,
            description = "What was written in the last 90s, 30m, 2h or 1d.")
    private Duration since = Duration.ZERO;

    @Option(names = "--grep", paramLabel = "TEXT", description = "Only entries with this text, whatever the case.")
    private String grep = "";

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            description = "Only entries that are at least so bad: debug, info, warning, error, fatal.")
    private Severity level = Severity.DEBUG;

    @Option(
            names = {"-f", "--follow"},
            description = "Show what is written from now on, those pods too that start later.")
    private boolean follow;

    @Option(names = "--templates", description = "Only the kinds of entries, all of them.")
    private boolean templates;

    @Option(names = "--raw", description = "All lines as they are, merged by time.")
    private boolean raw;

    private @ParentCommand ShipmateCommand parent;
    private @Spec CommandSpec spec;
    private final Services services;

    LogsCommand(Services services) {
        this.services = services;
    }

    @Override
    public Integer call() {
        check();
        Cluster cluster = services.cluster(parent.options().toEndpoints());
        var finder = new WorkloadLogs(cluster, services.redactor());
        return switch (finder.find(target, cluster.target().namespace())) {
            case Found.Missing(NotFound missing) -> {
                spec.commandLine().getErr().println(MissingText.of(missing));
                yield ExitCode.FAILED.code();
            }
            case Found.Pods pods -> show(cluster, finder, pods).code();
        };
    }

    private void check() {
        if (tail != null && tail < 1) {
            throw new ParameterException(spec.commandLine(), "--tail must be at least 1, but was %d.".formatted(tail));
        }
        if (templates && (raw || follow)) {
            throw new ParameterException(spec.commandLine(), "--templates goes with neither --raw nor --follow.");
        }
        if (follow && previous) {
            throw new ParameterException(
                    spec.commandLine(), "A run that is over cannot be followed: leave out --previous.");
        }
    }

    private ExitCode show(Cluster cluster, WorkloadLogs finder, Found.Pods found) {
        List<ContainerLog> logs = ContainerLog.of(found.pods(), container, previous);
        if (found.total() > found.pods().size()) {
            note("%d of %d pods are read, those with problems first."
                    .formatted(found.pods().size(), found.total()));
        }
        ContainerLog.unstarted(found.pods(), container).forEach(this::note);
        if (logs.isEmpty()) {
            spec.commandLine().getErr().println(noLog(found));
            return ExitCode.FAILED;
        }
        var filter = new LogFilter(grep, level);
        var reach = new LogReach(since, tail == null ? LogQuery.EVERY_LINE : tail);
        if (follow) {
            var from = new LogReach(since, tail != null ? tail : since.isZero() ? FOLLOWED : LogQuery.EVERY_LINE);
            new LogFollower(cluster, services.redactor(), filter, printer(logs.size() > 1))
                    .follow(() -> !spec.commandLine().getOut().checkError(), () -> running(finder, cluster), from);
        } else {
            var reader = new LogReader(cluster, services.redactor());
            if (raw || (tail != null && !templates)) {
                reader.merge(logs, reach, filter, printer(logs.size() > 1)).forEach(this::note);
            } else {
                condensed(reader.condense(logs, reach, filter, VERBATIM), found, logs.size() > 1);
            }
        }
        return ExitCode.ANSWERED;
    }

    private List<ContainerLog> running(WorkloadLogs finder, Cluster cluster) {
        return switch (finder.find(target, cluster.target().namespace())) {
            case Found.Missing _ -> List.of();
            case Found.Pods pods -> ContainerLog.of(pods.pods(), container, false);
        };
    }

    private void condensed(LogReader.Result result, Found.Pods found, boolean several) {
        PrintWriter out = spec.commandLine().getOut();
        result.problems().forEach(this::note);
        if (result.condensation().size().matching() == 0) {
            long read = result.condensation().size().read();
            note(
                    read == 0
                            ? "The logs of %s are empty.".formatted(found.display())
                            : "None of %d lines matches.".formatted(read));
        }
        switch (parent.options().output()) {
            case json, yaml -> new TreeOutput(parent.options().output()).print(out, CondensationJson.of(result));
            case text -> {
                if (!templates && result.condensation().size().matching() <= VERBATIM) {
                    result.condensation().lastLines().forEach(printer(several));
                } else {
                    var wish = new CondensedText.Wish(
                            "the logs of " + found.display(),
                            result.all(),
                            templates ? Integer.MAX_VALUE / 4 : TOKENS,
                            templates ? 0 : LAST_LINES);
                    CondensedText.of(result.condensation(), wish).lines().forEach(out::println);
                }
            }
        }
        out.flush();
    }

    private Consumer<ShownLine> printer(boolean several) {
        PrintWriter out = spec.commandLine().getOut();
        var mapper = new JsonMapper();
        return switch (parent.options().output()) {
            case text ->
                line -> {
                    out.println(several ? "[%s] %s".formatted(line.source(), line.text()) : line.text());
                    out.flush();
                };
            case json, yaml ->
                line -> {
                    // An object on a line of its own is an item of a YAML list as well.
                    String item = parent.options().output() == OutputFormat.yaml ? "- " : "";
                    out.println(item + mapper.writeValueAsString(CondensationJson.of(line)));
                    out.flush();
                };
        };
    }

    private void note(String text) {
        if (!parent.options().quiet()) {
            spec.commandLine().getErr().println(text);
        }
    }

    private String noLog(Found.Pods found) {
        if (found.pods().isEmpty()) {
            return "%s has no pods, so there is no log.".formatted(found.display());
        }
        List<String> names = found.pods().stream()
                .map(pod -> pod.containers().stream().map(ContainerView::name).toList())
                .flatMap(Collection::stream)
                .distinct()
                .toList();
        return !container.isEmpty() && !names.contains(container)
                ? "%s has no container %s. It has: %s.".formatted(found.display(), container, String.join(", ", names))
                : previous
                        ? "No container of %s was restarted, so there is no previous log.".formatted(found.display())
                        : "No container of %s has run, so there is no log.".formatted(found.display());
    }
}
