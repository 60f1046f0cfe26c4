package dev.shipmate.cluster;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether an API server is of a local cluster. A name is no proof, anybody may give a context any: it counts only with
/// an address that clusters of that name have.
final class LocalAddress {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]|0\\.0\\.0\\.0");

    /// The networks that minikube makes for its drivers, by default.
    private static final Pattern OF_MINIKUBE =
            Pattern.compile("192\\.168\\.(39|49|58|59|64|67|76|85|94|99|103|105)\\.\\d{1,3}");

    private static final Pattern PRIVATE =
            Pattern.compile("(10\\.\\d{1,3}|192\\.168|172\\.(1[6-9]|2\\d|3[01]))(\\.\\d{1,3}){2}");

    /// Names that the product itself makes lead to this machine, from its own containers too.
    private static final Pattern OF_DESKTOPS = Pattern.compile(
            "(kubernetes|host|gateway)\\.docker\\.internal|gateway\\.rancher-desktop\\.internal|k8s\\.orb\\.local");

    private static final Set<String> DESKTOPS =
            Set.of("docker-desktop", "docker-for-desktop", "rancher-desktop", "colima", "orbstack");

    private LocalAddress() {}

    /// @param host of the server's address
    /// @param entry what the kubeconfig says of the cluster, in its context
    static boolean is(String host, ClusterEntry entry) {
        String name = entry.context();
        boolean minikube = entry.isMinikube() && PRIVATE.matcher(host).matches();
        boolean named = (name.equals("minikube") && OF_MINIKUBE.matcher(host).matches())
                || ((DESKTOPS.contains(name) || inContainer(name).isPresent())
                        && OF_DESKTOPS.matcher(host).matches())
                || inContainer(name).filter(host::equals).isPresent();
        return LOOPBACK.matcher(host).matches() || minikube || named;
    }

    /// What containers next to that of kind or k3d call its API server.
    private static Optional<String> inContainer(String context) {
        return context.startsWith("kind-")
                ? Optional.of(context.substring("kind-".length()) + "-control-plane")
                : context.startsWith("k3d-") ? Optional.of(context + "-serverlb") : Optional.empty();
    }
}
