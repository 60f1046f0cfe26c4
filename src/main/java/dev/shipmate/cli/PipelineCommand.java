package dev.shipmate.cli;

import dev.shipmate.pipeline.Doors;
import dev.shipmate.pipeline.Shipping;
import dev.shipmate.terminal.RunScreen;
import java.time.Clock;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// What the commands that change a release have in common: from their options to a run.
final class PipelineCommand {
    private final Services services;
    private final GlobalOptions options;
    private final ProjectOptions project;
    private final CommandLine line;

    PipelineCommand(Services services, GlobalOptions options, ProjectOptions project, CommandLine line) {
        this.services = services;
        this.options = options;
        this.project = project;
        this.line = line;
    }

    int dryRun(Undertaking undertaking) {
        return with(run -> run.dryRun(undertaking));
    }

    int start(Undertaking undertaking) {
        if (options.readOnly()) {
            throw new ParameterException(
                    line, "--read-only changes nothing, and this would. See what it would do with --dry-run.");
        }
        return with(run -> run.start(undertaking));
    }

    private int with(ToIntFunction<PipelineRun> work) {
        if (options.output() == OutputFormat.yaml) {
            throw new ParameterException(line, "Runs are told as text or as JSON lines: -o text, or -o json.");
        }
        if (options.sandbox()) {
            throw new ParameterException(line, "The sandbox runs no images, so nothing can be deployed to it.");
        }
        ProjectOptions.Place place = project.toPlace();
        RunScreen screen = services.runs(options.view());
        try (var doors = new Doors()) {
            Endpoints endpoints = options.toEndpoints().in(place.environment());
            Shipping shipping = services.shipping(place.project(), place.environment(), endpoints, doors);
            var target = shipping.shipment().cluster().target();
            var commands = Commands.of(project, options, target, services.redactor());
            RunOutput output = options.output() == OutputFormat.json
                    ? new JsonRunOutput(line.getOut(), commands, Clock.systemUTC())
                    : new TextRunOutput(screen, commands);
            var ways = new WaysOn(
                    services,
                    options.view(),
                    screen,
                    () -> services.session(endpoints, options.toSessionOptions(target), place.origin(target)));
            var desk = new PipelineRun.Desk(screen, output, ways);
            return work.applyAsInt(new PipelineRun(shipping, doors, options.toPolicy(), services.audit(), desk));
        }
    }
}
