package dev.shipmate.cli;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.diagnosis.Diagnosis;
import dev.shipmate.diagnosis.DiagnosisScope;
import dev.shipmate.metrics.ClusterWatch;
import dev.shipmate.metrics.MetricsServer;
import dev.shipmate.terminal.FindingScreen;
import dev.shipmate.terminal.Interruption;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `shipmate serve metrics`: findings and the health of workloads, for Prometheus to scrape.
@Command(
        name = "metrics",
        description = "Serve findings and the health of workloads at /metrics, for Prometheus to scrape.",
        footer = {"", "docs/diagnosis.md lists the metrics."})
final class ServeMetricsCommand implements Callable<Integer> {
    @Option(names = "--port", paramLabel = "PORT", description = "0 is any that is free. Default: 9464.")
    private int port = 9464;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            description = "Default: 127.0.0.1, which only this machine reaches.")
    private String listen = "127.0.0.1";

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            converter = AgoConverter.class,
            description = "How long to wait between two looks at the cluster. Default: 30s.")
    private Duration interval = Duration.ofSeconds(30);

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "Look at all namespaces.")
    private boolean everywhere;

    private @ParentCommand ServeCommand parent;
    private @Spec CommandSpec spec;
    private final Services services;

    ServeMetricsCommand(Services services) {
        this.services = services;
    }

    @Override
    public Integer call() {
        GlobalOptions options = parent.options();
        InetSocketAddress address = address();
        if (everywhere && options.namesNamespace()) {
            throw new ParameterException(spec.commandLine(), "Give either --all-namespaces or --namespace, not both.");
        }
        Cluster cluster = services.cluster(options.toEndpoints());
        var diagnosis = new Diagnosis(cluster, services.redactor(), Clock.systemUTC());
        var scope =
                new DiagnosisScope.Namespace(everywhere ? "" : cluster.target().namespace());
        var watch = new ClusterWatch(() -> diagnosis.survey(scope), interval, Clock.systemUTC());
        FindingScreen screen = services.findings(options.view());
        try (Interruption _ = screen.interruptible();
                MetricsServer server = MetricsServer.start(address, watch::newest)) {
            String what = everywhere ? "all namespaces" : "namespace " + scope.namespace();
            screen.note("Serving %s of context '%s' at %s; Ctrl-C ends it."
                    .formatted(what, cluster.target().context(), server.url()));
            if (!address.getAddress().isLoopbackAddress()) {
                screen.trouble(
                        "Everyone who reaches this address can read the names of objects and what is wrong with them.");
            }
            watch.run(screen::trouble);
        }
        return ExitCode.ANSWERED.code();
    }

    private InetSocketAddress address() {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(
                    spec.commandLine(), "--port must be from 0 to 65535, but was %d.".formatted(port));
        }
        var address = new InetSocketAddress(listen, port);
        if (address.isUnresolved()) {
            throw new ParameterException(spec.commandLine(), "--listen names no address: '%s'.".formatted(listen));
        }
        return address;
    }
}
