package dev.shipmate.verification;

import dev.shipmate.cluster.Cluster;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/// The app that is verified, and the ways to it.
///
/// @param url where a person opens it, such as `http://localhost:3000`
/// @param cluster pinned to the app's namespace
/// @param services the way to Services that have no address outside the cluster
/// @param manifests what Helm made of the chart, hooks included; none when that is not known
/// @param restarts whether checks may delete pods
public record DeployedApp(
        URI url,
        Cluster cluster,
        String release,
        ServiceAccess services,
        Supplier<List<String>> manifests,
        boolean restarts) {
    /// The origin that a browser sends from the app's own pages.
    String origin() {
        return "%s://%s".formatted(url.getScheme(), url.getRawAuthority());
    }
}
