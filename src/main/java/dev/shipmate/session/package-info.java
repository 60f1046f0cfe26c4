/// Sessions that outlive the program: kept as they happen, listed, gone on with, and deleted.
@NullMarked
package dev.shipmate.session;

import org.jspecify.annotations.NullMarked;
