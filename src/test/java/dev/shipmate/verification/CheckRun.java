package dev.shipmate.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterOptions;
import dev.shipmate.cluster.RolloutPace;
import dev.shipmate.fake.MutableClock;
import dev.shipmate.project.ProjectFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Checks as a project file declares them, run against an app in this process.
final class CheckRun {
    private static final RolloutPace FAST = new RolloutPace(
            Duration.ofSeconds(10), Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofMillis(200));

    final List<VerificationEvent> events = new ArrayList<>();
    private final DeployedApp app;

    CheckRun(DeployedApp app) {
        this.app = app;
    }

    /// An app that is nowhere in a cluster.
    static CheckRun at(String url) {
        return new CheckRun(app(URI.create(url), nowhere()));
    }

    static Cluster nowhere() {
        return Cluster.open(ClusterOptions.ofServer("none", "http://127.0.0.1:1", "todo"));
    }

    static DeployedApp app(URI url, Cluster cluster) {
        return new DeployedApp(url, cluster, "todo", ServiceAccess.none("no way is open"), List::of, true);
    }

    /// What follows `verify:` in a project file, read with it.
    static List<Check> read(String verify) {
        try {
            Path folder = Files.createTempDirectory("shipmate-checks");
            Path chart = Files.createFile(folder.resolve("Chart.yaml"));
            Path file = folder.resolve(ProjectFile.NAME);
            try {
                Files.writeString(file, "version: 1\nname: todo\nchart: .\nverify:\n" + verify.indent(2));
                return Checks.read(ProjectFile.read(file).checks());
            } finally {
                Files.delete(chart);
                Files.delete(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    VerificationReport run(String verify) {
        return run(read(verify));
    }

    VerificationReport run(List<Check> checks) {
        return new Verification(new MutableClock(), FAST).run(checks, app, events::add);
    }

    /// The outcome of the only check.
    Outcome outcome(String verify) {
        return outcome(read(verify));
    }

    Outcome outcome(List<Check> checks) {
        List<CheckResult> results = run(checks).results();
        assertThat(results).hasSize(1);
        return results.getFirst().outcome();
    }

    Outcome.Failed failure(String verify) {
        return failure(read(verify));
    }

    Outcome.Failed failure(List<Check> checks) {
        Outcome outcome = outcome(checks);
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return (Outcome.Failed) outcome;
    }
}
