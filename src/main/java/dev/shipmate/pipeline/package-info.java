/// From a source tree to a verified app on a cluster: the steps, their order, the journal of each run, and the lock
/// that keeps two runs of one release apart.
///
/// Each step does one thing, can be done twice without harm, and speaks in events. How steps are asked for and how
/// they are shown is for others to know.
@NullMarked
package dev.shipmate.pipeline;

import org.jspecify.annotations.NullMarked;
