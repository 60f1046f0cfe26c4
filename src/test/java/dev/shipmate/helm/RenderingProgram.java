package dev.shipmate.helm;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterOptions;
import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.process.ProgramRunner;
import dev.shipmate.redaction.PatternRedactor;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program that uses the embedded Helm, says so, and waits for a signal.
final class RenderingProgram {
    private RenderingProgram() {}

    public static void main(String[] folders) throws InterruptedException {
        try (var server = new FakeApiServer()) {
            var request = new ChartRequest(Path.of(folders[0]), new ReleaseName("dev", "tiny"), List.of(), List.of());
            HelmOutcome.Rendering outcome = helm(server, Path.of(folders[1])).template(request);
            System.out.println(outcome.toString().replace('\n', ' '));
            TimeUnit.MINUTES.sleep(2);
        }
    }

    static Helm helm(FakeApiServer server, Path work) {
        var redactor = new PatternRedactor();
        Cluster cluster = server.cluster();
        var releases = new Releases(cluster, redactor);
        return new EmbeddedHelm(
                new EmbeddedProcess(new ProgramRunner(), ClusterOptions.usual().withContext("not-there")),
                "",
                new ReleaseStore(releases, new StuckReleases(cluster, releases)),
                work,
                new HelmMessages(redactor));
    }
}
