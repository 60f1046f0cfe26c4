/// What goes on in a namespace while somebody looks: the state of the live board, kept by the cluster's own news.
///
/// It keeps small records and counts, never whole objects or log lines, and knows no terminal: whoever draws a
/// [dev.shipmate.monitoring.Board] asks a [dev.shipmate.monitoring.BoardSource] for it.
@NullMarked
package dev.shipmate.monitoring;

import org.jspecify.annotations.NullMarked;
