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
        var messages = new HelmMessages(redactor);
        if (version.usable()) {
            var helm = new HelmProgram(runner, version, same, workFolder, messages);
            return new Chosen(new WatchedHelm(helm, releases), "%s on the PATH".formatted(version.display()));
        }
        if (!EmbeddedProcess.available()) {
            return new None(
                    "There is no Helm: %s, and none comes with Shipmate for this platform."
                            .formatted(version.problem()),
                    "Install Helm 3 or 4 from https://helm.sh.");
        }
        var store = new ReleaseStore(releases, new StuckReleases(cluster, releases));
        var helm = new EmbeddedHelm(new EmbeddedProcess(runner, same), same.kubeconfig(), store, workFolder, messages);
        return new Chosen(
                new WatchedHelm(helm, releases), "the embedded Helm 3, since there is no other: " + version.problem());
    }
}
