package dev.shipmate.benchmark;

import dev.shipmate.conversation.TurnResult;

/// One attempt at a task.
///
/// @param round counted from 1
/// @param result of the last question
public record Trial(Setting setting, int round, Task task, TurnResult result, Verdict verdict) {}
