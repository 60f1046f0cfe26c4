/// What happened, written down: the events of a turn as lines of JSON.
@NullMarked
package dev.shipmate.audit;

import org.jspecify.annotations.NullMarked;
