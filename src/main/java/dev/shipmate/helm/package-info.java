/// Helm behind one port, [dev.shipmate.helm.Helm], with two adapters: the `helm` program, and the Helm that Shipmate
/// brings along. Beside them [dev.shipmate.helm.Releases], which reads what Helm keeps about its releases straight from
/// the cluster.
///
/// It knows nothing of images, checks or the order in which an app is shipped. The embedded Helm runs in a process of
/// its own, so that none of it is loaded here: docs/decisions/0008-helm-two-adapters.md.
@NullMarked
package dev.shipmate.helm;

import org.jspecify.annotations.NullMarked;
