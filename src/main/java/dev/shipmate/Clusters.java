package dev.shipmate;

import dev.shipmate.approval.ProtectedNamespaces;
import dev.shipmate.cli.Endpoints;
import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterContext;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.ClusterOptions;
import dev.shipmate.conversation.ClusterSource;
import dev.shipmate.conversation.Connection;
import dev.shipmate.redaction.Redactor;
import dev.shipmate.sandbox.Sandbox;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.kubernetes.KubernetesTools;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The clusters of the kubeconfig, or the sandbox, and the tools bound to them.
final class Clusters implements ClusterSource, AutoCloseable {
    private final Endpoints endpoints;
    private final Redactor redactor;
    private final Pipelines pipelines;
    private final Deque<Cluster> open = new ArrayDeque<>();
    /// Every sandbox is made alike, down to its uids, and is gone with its process.
    private final String sandboxIdentity = "sandbox " + UUID.randomUUID();
    private Optional<Sandbox> sandbox = Optional.empty();

    /// @param pipelines closed with the clusters
    Clusters(Endpoints endpoints, Redactor redactor, Pipelines pipelines) {
        this.endpoints = endpoints;
        this.redactor = redactor;
        this.pipelines = pipelines;
    }

    @Override
    public List<String> contexts() {
        return endpoints.sandbox()
                ? List.of(Sandbox.CONTEXT)
                : Cluster.contexts(options("", "")).stream()
                        .map(ClusterContext::name)
                        .toList();
    }

    @Override
    public Connection connect(String context, String namespace) {
        Cluster cluster = open(context, namespace);
        return new Connection(
                cluster.target(),
                endpoints.sandbox() ? () -> sandboxIdentity : cluster::identity,
                name -> ProtectedNamespaces.isLabelled(cluster, name),
                cluster::inventory,
                tools(
                        cluster,
                        endpoints.sandbox()
                                ? Pipelines.none(cluster, redactor)
                                : pipelines.tools(cluster, options(context, namespace)),
                        redactor));
    }

    /// The tools that there are, whatever the cluster: the one that they are bound to here is never asked.
    static List<ToolSpec<?>> tools(Redactor redactor) {
        try (Cluster nowhere = Cluster.open(ClusterOptions.ofServer("nowhere", "http://127.0.0.1", ""))) {
            return tools(nowhere, Pipelines.none(nowhere, redactor), redactor).stream()
                    .<ToolSpec<?>>map(Tool::spec)
                    .toList();
        }
    }

    private static List<Tool<?>> tools(Cluster cluster, List<Tool<?>> pipeline, Redactor redactor) {
        List<Tool<?>> tools = new ArrayList<>(KubernetesTools.readers(cluster, redactor));
        tools.addAll(KubernetesTools.changers(cluster));
        tools.add(KubernetesTools.remedies(cluster, redactor));
        tools.addAll(pipeline);
        return tools;
    }

    /// The cluster alone, closed with everything else.
    synchronized Cluster open(String context, String namespace) {
        Cluster cluster = Cluster.open(options(context, namespace));
        open.push(cluster);
        return cluster;
    }

    @Override
    public void close() {
        pipelines.close();
        open.forEach(Cluster::close);
        sandbox.ifPresent(Sandbox::close);
    }

    /// How a cluster is opened.
    ClusterOptions options(String context, String namespace) {
        if (!endpoints.sandbox()) {
            return new ClusterOptions(endpoints.kubeconfig(), context, namespace, "");
        }
        if (!context.isEmpty() && !context.equals(Sandbox.CONTEXT)) {
            throw new ClusterException(
                    ClusterException.Code.INVALID,
                    "The sandbox has one context, %s, and no '%s'.".formatted(Sandbox.CONTEXT, context));
        }
        Sandbox running = sandbox.orElseGet(Sandbox::start);
        sandbox = Optional.of(running);
        return ClusterOptions.ofServer(
                Sandbox.CONTEXT, running.server(), namespace.isEmpty() ? Sandbox.NAMESPACE : namespace);
    }
}
