/// One question from start to answer: the loop over planner, model, gate and tools, its history, budgets and
/// events.
///
/// It knows neither the terminal nor the command line; both listen to its
/// [dev.shipmate.conversation.TurnEvent]s.
@NullMarked
package dev.shipmate.conversation;

import org.jspecify.annotations.NullMarked;
