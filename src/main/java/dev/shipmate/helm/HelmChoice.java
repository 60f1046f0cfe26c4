package dev.shipmate.helm;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterOptions;
import dev.shipmate.process.ProgramRunner;
import dev.shipmate.redaction.Redactor;
import java.nio.file.Path;

/// Which Helm is used: the `helm` program when it is on the PATH and works, else the embedded one.
public sealed interface HelmChoice {
    /// The Helm to use.
    ///
    /// @param reason which one, and why, for the user to read
    record Chosen(Helm helm, String reason) implements HelmChoice {}

    /// There is neither.
    record None(String cause, String suggestion) implements HelmChoice {}

    /// Asks the program for its version; no cluster is asked.
    ///
    /// @param options how the cluster was opened; Helm is told the same kubeconfig, and the context that came of it
    /// @param workFolder where the files of a call are put, which others cannot read
    static HelmChoice make(
            ProgramRunner runner, ClusterOptions options, Cluster cluster, Redactor redactor, Path workFolder) {
        HelmVersion version = HelmVersion.of(runner, "helm");
        ClusterOptions same = options.withContext(cluster.target().context());
        var releases = new Releases(cluster, redactor);
        if (version.usable()) {
            var helm = new HelmProgram(runner, version, same, workFolder, new HelmMessages(redactor));
            return new Chosen(new WatchedHelm(helm, releases), "%s on the PATH".formatted(version.display()));
        }
        return switch (embedded(runner, options, cluster, redactor, workFolder)) {
            case Chosen(Helm helm, String reason) ->
                new Chosen(helm, "%s, since there is no other: %s".formatted(reason, version.problem()));
            case None(String cause, String suggestion) ->
                new None("There is no Helm: %s; %s".formatted(version.problem(), cause), suggestion);
        };
    }

    /// The embedded Helm, whether or not there is a program.
    static HelmChoice embedded(
            ProgramRunner runner, ClusterOptions options, Cluster cluster, Redactor redactor, Path workFolder) {
        if (!EmbeddedProcess.available()) {
            return new None("none comes with Shipmate for this platform", "Install Helm 3 or 4 from https://helm.sh.");
        }
        ClusterOptions same = options.withContext(cluster.target().context());
        var releases = new Releases(cluster, redactor);
        var store = new ReleaseStore(releases, new StuckReleases(cluster, releases));
        var helm = new EmbeddedHelm(
                new EmbeddedProcess(runner, same), same.kubeconfig(), store, workFolder, new HelmMessages(redactor));
        return new Chosen(new WatchedHelm(helm, releases), helm.display());
    }
}
