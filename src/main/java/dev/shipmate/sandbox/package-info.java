/// An API server inside the process with a small broken demo app, for users without a cluster.
///
/// It speaks the Kubernetes protocol over HTTP on loopback; the rest of the program cannot tell it from a
/// cluster.
@NullMarked
package dev.shipmate.sandbox;

import org.jspecify.annotations.NullMarked;
