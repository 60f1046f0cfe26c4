/// The interactive shell: prompt, completion, slash commands, progress, approval questions, and
/// Markdown for a terminal.
///
/// The only package that knows JLine. It drives a [dev.shipmate.conversation.Session] and draws its
/// events.
@NullMarked
package dev.shipmate.terminal;

import org.jspecify.annotations.NullMarked;
