package dev.shipmate.pipeline;

/// Where a running step says how far it is.
public interface StepProgress {
    /// What is waited for or done at the moment, in a few words.
    void doing(String what);

    /// A line that a program wrote, as it came.
    void output(String line);
}
