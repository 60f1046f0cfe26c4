/// The program: its entry point and [dev.shipmate.Application], the one place where constructors are wired.
@NullMarked
package dev.shipmate;

import org.jspecify.annotations.NullMarked;
