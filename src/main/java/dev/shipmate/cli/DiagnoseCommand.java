package dev.shipmate.cli;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.diagnosis.Diagnosis;
import dev.shipmate.diagnosis.DiagnosisScope;
import dev.shipmate.diagnosis.DiagnosisWatch;
import dev.shipmate.diagnosis.Examination;
import dev.shipmate.spelling.Words;
import dev.shipmate.terminal.FindingScreen;
import dev.shipmate.terminal.Interruption;
import dev.shipmate.tool.ToolResult.NotFound;
import dev.shipmate.tool.kubernetes.DiagnosisSubjects;
import dev.shipmate.tool.kubernetes.DiagnosisSubjects.Found;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `shipmate diagnose [TARGET]`: what is wrong, why, and what would mend it.
@Command(
        name = "diagnose",
        description = "Find out what is wrong: the cause, what shows it, and what would mend it. No model is asked.",
        footer = {"", "docs/diagnosis.md says what is looked at, and what the output is made of."})
final class DiagnoseCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "TARGET",
            description = "Such as deployment/backend, backend, service/web, node/n1 or release/shop."
                    + " Default: everything in the namespace.")
    private String target = "";

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "Look at all namespaces.")
    private boolean everywhere;

    @Option(names = "--exit-code", description = "Exit with 10 when something is wrong.")
    private boolean exitCode;

    @Option(
            names = {"-w", "--watch"},
            description = "Look again and again, and show only what appears and what heals.")
    private boolean watch;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            converter = AgoConverter.class,
            description = "With --watch: how long to wait between two looks. Default: 5s.")
    private Duration interval = Duration.ofSeconds(5);

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = AgoConverter.class,
            description = "Only what has last shown itself in the last 90s, 30m, 2h or 1d. What does not say when is"
                    + " shown as well.")
    private Duration since = Duration.ZERO;

    private @ParentCommand ShipmateCommand parent;
    private @Spec CommandSpec spec;
    private final Services services;
    private final Clock clock = Clock.systemUTC();

    DiagnoseCommand(Services services) {
        this.services = services;
    }

    @Override
    public Integer call() {
        check();
        Cluster cluster = services.cluster(parent.options().toEndpoints());
        var subjects = new DiagnosisSubjects(cluster);
        return switch (subjects.find(target, namespace(cluster))) {
            case Found.Missing(NotFound missing) -> missing(missing);
            case Found.Subject subject -> diagnose(cluster, subjects, subject);
        };
    }

    private void check() {
        if (everywhere && (!target.isEmpty() || parent.options().namesNamespace())) {
            throw new ParameterException(
                    spec.commandLine(), "--all-namespaces goes with neither a target nor --namespace.");
        }
        if (watch && parent.options().report() == ReportFormat.sarif) {
            throw new ParameterException(spec.commandLine(), "SARIF is one report: leave out --watch, or choose json.");
        }
        if (watch && exitCode) {
            throw new ParameterException(spec.commandLine(), "--watch has no end that --exit-code could tell of.");
        }
    }

    private String namespace(Cluster cluster) {
        return everywhere ? "" : cluster.target().namespace();
    }

    private int missing(NotFound missing) {
        spec.commandLine().getErr().println(MissingText.of(missing));
        return ExitCode.FAILED.code();
    }

    private int diagnose(Cluster cluster, DiagnosisSubjects subjects, Found.Subject subject) {
        var diagnosis = new Diagnosis(cluster, services.redactor(), clock);
        DiagnosisScope scope = subject.scope();
        FindingScreen screen = services.findings(parent.options().view());
        DiagnosisOutput output = output(cluster, screen, subject.healthy());
        if (watch) {
            try (Interruption _ = screen.interruptible()) {
                new DiagnosisWatch(() -> recent(diagnosis.look(scope)), interval, clock).run(output::watched);
            }
            return ExitCode.ANSWERED.code();
        }
        Examination all = diagnosis.look(scope);
        Optional<NotFound> missing = subjects.missing(scope, all);
        if (missing.isPresent()) {
            return missing(missing.get());
        }
        Examination seen = recent(all);
        int older = all.findings().size() - seen.findings().size();
        output.once(clock.instant(), seen, older);
        if (older > 0) {
            screen.note(
                    "%s left out, not seen since then.".formatted(Words.count(older, "finding is", "findings are")));
        }
        return (exitCode && !seen.findings().isEmpty() ? ExitCode.PROBLEMS_FOUND : ExitCode.ANSWERED).code();
    }

    private DiagnosisOutput output(Cluster cluster, FindingScreen screen, Function<Examination, String> healthy) {
        return new DiagnosisOutput(
                parent.options().report(),
                spec.commandLine().getOut(),
                screen,
                new DiagnosisTree(cluster.target().context(), namespace(cluster)),
                new DiagnosisOutput.Wording(
                        healthy, new RemedyCommands(parent.options().clusterArguments())));
    }

    private Examination recent(Examination seen) {
        if (since.isZero()) {
            return seen;
        }
        Instant first = clock.instant().minus(since);
        return new Examination(
                seen.findings().stream()
                        .filter(finding -> finding.seen().equals(Instant.EPOCH)
                                || !finding.seen().isBefore(first))
                        .toList(),
                seen.pods(),
                seen.unseen());
    }
}
