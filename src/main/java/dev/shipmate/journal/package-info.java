/// Files of what has happened: private, appended to, and readable after any crash.
@NullMarked
package dev.shipmate.journal;

import org.jspecify.annotations.NullMarked;
