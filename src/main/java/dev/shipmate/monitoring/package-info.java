/// How a workload does over a while: what its pods use, how many errors they write, and what follows for their number
/// and their resources.
///
/// It reads from the cluster and speaks in records. It must not know who asked, or how an answer is shown.
@NullMarked
package dev.shipmate.monitoring;

import org.jspecify.annotations.NullMarked;
