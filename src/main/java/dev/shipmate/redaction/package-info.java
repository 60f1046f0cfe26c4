/// Removes secrets from every text that leaves the tool layer, whoever is to read it.
@NullMarked
package dev.shipmate.redaction;

import org.jspecify.annotations.NullMarked;
