/// Tries local models on questions whose right answers are known, so that users can choose one.
@NullMarked
package dev.shipmate.benchmark;

import org.jspecify.annotations.NullMarked;
