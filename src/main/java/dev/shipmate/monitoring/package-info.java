/// How workloads do while somebody looks, or over a while: the state of the live board, kept by the cluster's own news;
/// what pods use, how many errors they write, and what follows for their number and their resources.
///
/// It keeps small records and counts, never whole objects or log lines. It knows no terminal, and must not know who
/// asked: whoever draws a [dev.shipmate.monitoring.Board] asks a [dev.shipmate.monitoring.BoardSource] for it.
@NullMarked
package dev.shipmate.monitoring;

import org.jspecify.annotations.NullMarked;
