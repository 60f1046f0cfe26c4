package dev.shipmate.pipeline;

/// One step of a deploy. Run again it changes nothing that is right already.
public interface Step {
    StepName name();

    /// What it would do, for a dry run: one line, such as the command.
    String plan();

    /// Does it. What goes wrong in the world is an outcome; an interrupt ends it as [StepOutcome.Cancelled].
    StepOutcome run(StepProgress progress);
}
