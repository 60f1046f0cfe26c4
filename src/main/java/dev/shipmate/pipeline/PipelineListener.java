package dev.shipmate.pipeline;

/// Hears the events of a run, in their order and one at a time.
public interface PipelineListener {
    void on(PipelineEvent event);
}
