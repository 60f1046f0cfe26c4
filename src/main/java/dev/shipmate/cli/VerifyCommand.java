package dev.shipmate.cli;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.pipeline.Doors;
import dev.shipmate.pipeline.Shipment;
import dev.shipmate.pipeline.Shipping;
import dev.shipmate.project.Project;
import dev.shipmate.verification.Check;
import dev.shipmate.verification.Checks;
import dev.shipmate.verification.ReportLine;
import dev.shipmate.verification.VerificationEvent;
import dev.shipmate.verification.VerificationReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `shipmate verify`: runs the project file's checks against the deployed app.
@Command(
        name = "verify",
        description = "Run the checks of the project file against the deployed app.",
        footer = {"", "Exits with 10 when a check failed. docs/verification.md says what can be checked."})
final class VerifyCommand implements Callable<Integer> {
    @Option(names = "--url", paramLabel = "URL", description = "Where the app answers. Default: the project file's.")
    private @Nullable URI url;

    @Option(
            names = "--restarts",
            negatable = true,
            description = "Also make the checks that delete pods, to see that the app comes back with its data."
                    + " Default: as the environment says, in local clusters and allowed contexts.")
    private @Nullable Boolean restarts;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the report as JUnit XML, too.")
    private @Nullable Path junit;

    private @Mixin ProjectOptions projectOptions;
    private @ParentCommand ShipmateCommand parent;
    private @Spec CommandSpec spec;
    private final Services services;

    VerifyCommand(Services services) {
        this.services = services;
    }

    @Override
    public Integer call() throws IOException {
        GlobalOptions options = parent.options();
        ProjectOptions.Place place = projectOptions.toPlace();
        Project project = place.project();
        List<Check> checks = Checks.read(project.checks());
        if (checks.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "The project file declares no checks under verify.");
        }
        try (var doors = new Doors()) {
            Endpoints endpoints = options.toEndpoints().in(place.environment());
            Shipping shipping = services.shipping(project, place.environment(), endpoints, doors);
            return verify(shipping, checks, options);
        }
    }

    private int verify(Shipping shipping, List<Check> checks, GlobalOptions options) throws IOException {
        Shipment shipment = shipping.shipment();
        Cluster cluster = shipment.cluster();
        boolean allowed = options.allows(cluster.target());
        if (Boolean.TRUE.equals(restarts) && !allowed) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--restarts deletes pods, and context '%s' is no local cluster. Allow it with --allow-context %s."
                            .formatted(
                                    cluster.target().context(), cluster.target().context()));
        }
        boolean restarting = restarts == null ? shipment.environment().restarts() && allowed : restarts;
        VerificationReport report = shipping.verify(
                checks, address(shipment.project()), restarting, options.quiet() ? _ -> {} : this::progress);
        print(report, options);
        if (junit != null) {
            Files.writeString(junit, report.junitXml());
        }
        return (report.passed() ? ExitCode.ANSWERED : ExitCode.PROBLEMS_FOUND).code();
    }

    private URI address(Project project) {
        if (url != null) {
            return url;
        }
        return project.exposed().stream()
                .findFirst()
                .orElseThrow(() ->
                        new ParameterException(spec.commandLine(), "The project file exposes no address: give --url."))
                .url();
    }

    private void progress(VerificationEvent event) {
        PrintWriter err = spec.commandLine().getErr();
        switch (event) {
            case VerificationEvent.Started(Check check, int number, int total) ->
                err.printf("[%d/%d] %s%n", number, total, check.name());
            case VerificationEvent.Progress(Check _, String text) -> err.printf("        %s%n", text);
            case VerificationEvent.Finished _ -> {}
        }
        err.flush();
    }

    private void print(VerificationReport report, GlobalOptions options) {
        PrintWriter out = spec.commandLine().getOut();
        switch (options.output()) {
            case text -> report.lines().forEach(line -> print(out, line));
            case json, yaml -> new TreeOutput(options.output()).print(out, report.json());
        }
        out.flush();
    }

    private static void print(PrintWriter out, ReportLine line) {
        String mark = switch (line.mark()) {
            case PASSED -> "ok";
            case FAILED -> "FAILED";
            case NOT_CHECKED -> "-";
        };
        out.printf("%-7s %s%n", mark, line.text());
        line.details().forEach(detail -> out.printf("%-7s   %s%n", "", detail));
    }
}
