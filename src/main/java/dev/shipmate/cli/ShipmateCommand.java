package dev.shipmate.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `shipmate`: without a sub-command it opens the shell.
@Command(
        name = "shipmate",
        description =
                "Answers questions about a Kubernetes cluster in plain language, and changes it when you approve.",
        synopsisSubcommandLabel = "[COMMAND]",
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:answered",
            "1:failed",
            "2:wrong usage",
            "3:needs an approval, and nobody is there to give it",
            "4:gave up: a budget ended, or the question was not understood",
            "5:model unreachable",
            "6:cluster unreachable",
            "10:problems found",
            "130, 143:stopped by Ctrl-C or by a signal"
        },
        footer = {
            "",
            "Try it without a cluster:",
            "  shipmate diagnose --sandbox",
            "  shipmate ask --sandbox \"why is the backend failing?\"",
            "  shipmate --sandbox"
        })
public final class ShipmateCommand implements Callable<Integer> {
    private @Mixin GlobalOptions options;
    private @Mixin StayOptions stay;

    @SuppressWarnings("UnusedVariable") // picocli acts on it by itself
    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Show this help and exit.")
    private boolean help;

    @SuppressWarnings("UnusedVariable") // picocli acts on it by itself
    @CommandLine.Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    private boolean version;

    private final Services services;

    private ShipmateCommand(Services services) {
        this.services = services;
    }

    /// The whole command line, which tests use as well.
    static CommandLine commandLine(Services services, PipedText piped) {
        var command = new ShipmateCommand(services);
        var line = new CommandLine(command)
                .addSubcommand(new ChatCommand(services))
                .addSubcommand(new AskCommand(services, piped))
                .addSubcommand(new DiagnoseCommand(services))
                .addSubcommand(new DeployCommand(services))
                .addSubcommand(new StatusCommand(services))
                .addSubcommand(new LogsCommand(services))
                .addSubcommand(new VerifyCommand(services))
                .addSubcommand(new RollbackCommand(services))
                .addSubcommand(new CleanupCommand(services))
                .addSubcommand(new UndoCommand(services))
                .addSubcommand(new CommandLine(new SessionsCommand(services))
                        .addSubcommand(new SessionExportCommand(services))
                        .addSubcommand(new SessionDeleteCommand(services)))
                .addSubcommand(new CommandLine(new AuditCommand())
                        .addSubcommand(new AuditShowCommand(services))
                        .addSubcommand(new AuditVerifyCommand(services)))
                .addSubcommand(new CommandLine(new ServeCommand()).addSubcommand(new ServeMetricsCommand(services)))
                .addSubcommand(new DoctorCommand(services))
                .addSubcommand(new CommandLine(new BenchCommand()).addSubcommand(new BenchModelsCommand(services)))
                .addSubcommand(new ToolsCommand(services))
                .addSubcommand(new CompletionCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true);
        return line.setExecutionExceptionHandler(new ErrorMessages(command.options))
                .setParameterExceptionHandler(new UsageMessages());
    }

    /// Runs one command line and returns the exit code. The version alone is told without reading the commands.
    public static int run(Services services, PipedText piped, PrintWriter out, PrintWriter err, String... arguments) {
        if (arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"))) {
            out.println(Version.line());
            return ExitCode.ANSWERED.code();
        }
        return commandLine(services, piped).setOut(out).setErr(err).execute(arguments);
    }

    /// The program's version, as the build wrote it into the jar.
    public static String version() {
        return Version.number();
    }

    GlobalOptions options() {
        return options;
    }

    StayOptions stay() {
        return stay;
    }

    @Override
    public Integer call() {
        return new ChatCommand(services).chat(options, stay);
    }
}
