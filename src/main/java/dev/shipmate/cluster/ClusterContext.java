package dev.shipmate.cluster;

/// A context of the kubeconfig: a cluster, a user and a default namespace under one name.
public record ClusterContext(String name, String cluster, String namespace, boolean current) {}
