/// Finds out why something in a cluster does not work, by rules over what the API server says: the cause, the evidence,
/// and where possible a remedy.
///
/// It reads the cluster and changes nothing: a remedy is only described.
@NullMarked
package dev.shipmate.diagnosis;

import org.jspecify.annotations.NullMarked;
