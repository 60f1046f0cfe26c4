package dev.shipmate.cli;

import dev.shipmate.benchmark.Arena;
import dev.shipmate.benchmark.Benchmark;
import dev.shipmate.benchmark.Expectation;
import dev.shipmate.benchmark.Setting;
import dev.shipmate.benchmark.Task;
import dev.shipmate.benchmark.TaskFile;
import dev.shipmate.benchmark.Trial;
import dev.shipmate.conversation.PlannerMode;
import dev.shipmate.terminal.Interruption;
import dev.shipmate.terminal.RunScreen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `shipmate bench models`: how well each local model does.
@Command(
        name = "models",
        description = "Give local models questions and repairs whose right answers are known, and compare them.",
        footer = {
            "",
            "The model decides every call, unless --planner says otherwise. Without --tasks everything happens in the",
            "sandbox. With your own tasks your own cluster is asked, and nothing in it is changed.",
            "docs/models.md has results and the form of a task file."
        })
final class BenchModelsCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "MODEL", description = "Default: every model that the server has.")
    private List<String> models = List.of();

    @Option(names = "--rounds", paramLabel = "N", description = "How often each task is given. Default: 5.")
    private int rounds = 5;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            split = ",",
            description = "How freely a model chooses its words, from 0 to 2; several are compared. Default: 0.")
    private List<Double> temperatures = List.of(0.0);

    @Option(names = "--tasks", paramLabel = "FILE", description = "Your own tasks, in YAML.")
    private @Nullable Path file;

    private @ParentCommand BenchCommand parent;
    private @Spec CommandSpec spec;
    private final Services services;

    BenchModelsCommand(Services services) {
        this.services = services;
    }

    @Override
    public Integer call() {
        GlobalOptions options = parent.options();
        Endpoints endpoints = file == null ? options.toEndpoints().inSandbox() : options.toEndpoints();
        List<Task> tasks = tasks(endpoints.sandbox());
        if (rounds < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--rounds must be 1 or more, but was %d.".formatted(rounds));
        }
        for (double temperature : temperatures) {
            if (!(temperature >= 0 && temperature <= 2)) {
                throw new ParameterException(
                        spec.commandLine(), "--temperature must be from 0 to 2, but was %s.".formatted(temperature));
            }
        }
        Arena.Source arenas = services.arenas(endpoints, options.toSessionOptions());
        List<Setting> settings = settings(options.planner(PlannerMode.MODEL), chosen(endpoints, arenas));
        RunScreen screen = services.runs(options.view());
        var output = new BenchOutput(spec.commandLine().getOut(), options.output(), screen);
        var benchmark = new Benchmark(arenas, tasks);
        screen.note("%d tasks, %d times each, for %d settings".formatted(tasks.size(), rounds, settings.size()));
        var all = new ArrayList<Trial>();
        boolean whole = true;
        try (Interruption _ = screen.interruptible()) {
            for (int i = 0; whole && i < settings.size() * rounds; i++) {
                int round = i % rounds + 1;
                List<Trial> trials = benchmark.round(settings.get(i / rounds), round, output::wrong);
                output.round(trials, round, rounds);
                all.addAll(trials);
                whole = trials.size() == tasks.size();
            }
        }
        output.scores(settings, all);
        return (whole ? ExitCode.ANSWERED : ExitCode.FAILED).code();
    }

    private List<Task> tasks(boolean sandbox) {
        List<Task> tasks = file == null ? TaskFile.shop() : read(file);
        if (!sandbox && tasks.stream().anyMatch(task -> task.expected() instanceof Expectation.Healthy)) {
            throw new ParameterException(
                    spec.commandLine(), "Repairs are tried in the sandbox only: leave them out, or add --sandbox.");
        }
        return tasks;
    }

    private List<Task> read(Path path) {
        try {
            return TaskFile.read(path);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private List<String> chosen(Endpoints endpoints, Arena.Source arenas) {
        if (!models.isEmpty()) {
            return models;
        }
        return endpoints.model().isEmpty() ? arenas.models() : List.of(endpoints.model());
    }

    private List<Setting> settings(PlannerMode planner, List<String> chosen) {
        return chosen.stream()
                .flatMap(model -> temperatures.stream().map(temperature -> new Setting(model, temperature, planner)))
                .toList();
    }
}
