/// Other programs of this machine, run with an argument list, a time limit and bounded output; never through a
/// shell.
///
/// It knows nothing of what the programs are for.
@NullMarked
package dev.shipmate.process;

import org.jspecify.annotations.NullMarked;
