/// How alike two words are, for "did you mean".
@NullMarked
package dev.shipmate.spelling;

import org.jspecify.annotations.NullMarked;
