package dev.shipmate.cli;

import dev.shipmate.pipeline.Doors;
import dev.shipmate.pipeline.ShipmentStatus;
import dev.shipmate.pipeline.Shipping;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `shipmate status`: how the release of the project is.
@Command(
        name = "status",
        description = "Show the release: its revision, what runs, where it answers, and the last verification.",
        footer = {
            "",
            "--watch needs a terminal, and no project file: without one it shows the namespace in use, or that of -n.",
            "docs/monitoring.md says what the board shows and what it costs."
        })
final class StatusCommand implements Callable<Integer> {
    @Option(
            names = {"-w", "--watch"},
            description = "A live board of the namespace. q leaves.")
    private boolean watch;

    private @Mixin ProjectOptions project;
    private @ParentCommand ShipmateCommand parent;
    private @Spec CommandSpec spec;
    private final Services services;

    StatusCommand(Services services) {
        this.services = services;
    }

    @Override
    public Integer call() {
        GlobalOptions options = parent.options();
        if (watch) {
            return new StatusBoard(services, options, project, spec.commandLine()).show();
        }
        ProjectOptions.Place place = project.toPlace();
        Endpoints endpoints = options.toEndpoints().in(place.environment());
        try (var doors = new Doors()) {
            Shipping shipping = services.shipping(place.project(), place.environment(), endpoints, doors);
            ShipmentStatus status = shipping.status();
            switch (options.output()) {
                case text -> {
                    var commands = Commands.of(
                            project, options, shipping.shipment().cluster().target(), services.redactor());
                    services.runs(options.view()).status(title(shipping, status, commands), status);
                }
                case json, yaml ->
                    new TreeOutput(options.output())
                            .print(spec.commandLine().getOut(), new StatusTree(shipping.shipment(), status).tree());
            }
        }
        return ExitCode.ANSWERED.code();
    }

    private static String title(Shipping shipping, ShipmentStatus status, Commands commands) {
        String release = shipping.shipment().display();
        return status.history().newest().isPresent()
                ? "The " + release
                : "There is no %s. Deploy it: %s".formatted(release, commands.deploy());
    }
}
