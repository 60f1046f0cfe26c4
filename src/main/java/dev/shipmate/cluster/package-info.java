/// The cluster as domain records: pods, workloads, events, logs, and the changes that can be made to them.
///
/// The only package that knows the Kubernetes client. Nothing here knows of questions, tools or models;
/// whatever can go wrong between here and the API server leaves as a [dev.shipmate.cluster.ClusterException].
@NullMarked
package dev.shipmate.cluster;

import org.jspecify.annotations.NullMarked;
