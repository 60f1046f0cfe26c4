/// The gate between a decision and a change: policy, plan, taint, the question to the user, and the undo
/// journal.
///
/// Whether to ask follows from the effect a tool declares and from what the turn has read, never from text.
@NullMarked
package dev.shipmate.approval;

import org.jspecify.annotations.NullMarked;
