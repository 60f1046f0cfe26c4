/// What Shipmate needs on a machine and in a cluster, looked at one by one: each finding is a
/// [dev.shipmate.doctor.Check] with the command that mends it.
///
/// It changes nothing and does not know how its findings are shown.
@NullMarked
package dev.shipmate.doctor;

import org.jspecify.annotations.NullMarked;
