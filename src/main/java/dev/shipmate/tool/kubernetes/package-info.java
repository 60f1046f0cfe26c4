/// The tools that look at and change what runs in a Kubernetes cluster.
///
/// They count, sort and judge in Java, and answer with sentences and compact tables, problems first. They reach the
/// cluster through `dev.shipmate.cluster` and know nothing of HTTP.
@NullMarked
package dev.shipmate.tool.kubernetes;

import org.jspecify.annotations.NullMarked;
