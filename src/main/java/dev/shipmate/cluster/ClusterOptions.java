package dev.shipmate.cluster;

/// Which cluster to talk to. An empty component means the usual choice: the files of `KUBECONFIG` or
/// `~/.kube/config`, their current context, the context's namespace.
///
/// @param server the URL of an API server that needs no credentials; when set, no kubeconfig is read and
///     `context` is only the name to show
public record ClusterOptions(String kubeconfig, String context, String namespace, String server) {
    /// Everything as kubectl would choose it.
    public static ClusterOptions usual() {
        return new ClusterOptions("", "", "", "");
    }

    /// A server without credentials, such as the sandbox.
    public static ClusterOptions ofServer(String context, String server, String namespace) {
        return new ClusterOptions("", context, namespace, server);
    }

    public ClusterOptions withContext(String changed) {
        return new ClusterOptions(kubeconfig, changed, namespace, server);
    }
}
