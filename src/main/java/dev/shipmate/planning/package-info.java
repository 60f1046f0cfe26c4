/// Decides without a language model: words of a question are linked to tools and to live names, and come out as
/// a [dev.shipmate.planning.Shortlist] of at most five calls with a confidence.
///
/// It reads names through [dev.shipmate.cluster.Inventory] and runs nothing.
@NullMarked
package dev.shipmate.planning;

import org.jspecify.annotations.NullMarked;
