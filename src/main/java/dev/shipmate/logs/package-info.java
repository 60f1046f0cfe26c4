/// Logs of any size made small enough to read: lines joined to entries, entries grouped by their shape, the groups
/// ranked, and the whole fitted to a budget with an honest account of what is left out.
///
/// Everything is streamed and everything that is kept is bounded. No text leaves without having been through the
/// redactor. It knows the cluster and nothing of tools, commands and terminals.
@NullMarked
package dev.shipmate.logs;

import org.jspecify.annotations.NullMarked;
