package dev.shipmate.cli;

import dev.shipmate.helm.Setting;
import dev.shipmate.pipeline.DeployRequest;
import dev.shipmate.project.ProjectDraft;
import dev.shipmate.project.ProjectFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `shipmate deploy`: from a source tree to a verified app.
@Command(
        name = "deploy",
        description = "Build, load, deploy and verify what the project file says, step by step.",
        footer = {
            "",
            "Exits with 0 when all steps worked, 10 when a check of the app failed, 1 when another step did, 130 or 143 when it"
                    + " was stopped. docs/deploy.md tells the rest."
        })
final class DeployCommand implements Callable<Integer> {
    @Option(names = "--init", description = "Write a first shipmate.yaml for what lies here, and do nothing else.")
    private boolean init;

    @Option(names = "--dry-run", description = "Show all that would be done, and do nothing.")
    private boolean dryRun;

    @Option(names = "--resume", description = "Go on from the step at which the last run ended.")
    private boolean resume;

    @Option(names = "--no-cache", description = "Build every image anew.")
    private boolean noCache;

    @Option(
            names = "--atomic",
            description = "When it fails, put the release back as it was, once the evidence is collected.")
    private boolean atomic;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A value of the chart for this run; it wins over the project file's. Never a secret.")
    private Map<String, String> settings = new LinkedHashMap<>();

    private @Mixin ProjectOptions project;
    private @ParentCommand ShipmateCommand parent;
    private @Spec CommandSpec spec;
    private final Services services;

    DeployCommand(Services services) {
        this.services = services;
    }

    @Override
    public Integer call() {
        if (init) {
            return draft();
        }
        List<Setting> values = settings.entrySet().stream()
                .map(one -> Setting.yaml(one.getKey(), one.getValue()))
                .toList();
        var undertaking = new Undertaking.Deploy(new DeployRequest(noCache, resume, values, atomic));
        var pipeline = new PipelineCommand(services, parent.options(), project, spec.commandLine());
        return dryRun ? pipeline.dryRun(undertaking) : pipeline.start(undertaking);
    }

    private int draft() {
        Path file = project.toFile();
        if (!file.endsWith(ProjectFile.NAME)) {
            throw new ParameterException(
                    spec.commandLine(), "A project file is called %s: %s.".formatted(ProjectFile.NAME, file));
        }
        PrintWriter out = spec.commandLine().getOut();
        ExitCode code = switch (ProjectDraft.of(Objects.requireNonNull(file.getParent()))
                .write()) {
            case ProjectDraft.Ending.Written(Path written, List<String> missing) -> {
                out.printf("Wrote %s.%n", written);
                missing.forEach(one -> out.printf("To do: %s%n", one));
                out.println(
                        "Read it once: images and chart, secrets, the address under expose, the checks under verify.");
                out.println("Then: shipmate deploy --dry-run");
                yield ExitCode.ANSWERED;
            }
            case ProjectDraft.Ending.AlreadyThere(Path there) -> {
                spec.commandLine().getErr().printf("shipmate: %s is there already, and stays as it is.%n", there);
                yield ExitCode.FAILED;
            }
        };
        out.flush();
        return code.code();
    }
}
