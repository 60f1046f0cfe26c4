package dev.shipmate.pipeline;

import dev.shipmate.helm.ManifestDiff;
import java.util.List;

/// What a run would do, without doing it.
///
/// @param steps each step with one line on what it would do, such as its command
/// @param diff what would change of the live release's objects; empty when the chart cannot be rendered before the
///     images are built, or when nothing would
/// @param notes what a person should know before saying yes
public record RunPlan(List<PlannedStep> steps, ManifestDiff diff, List<String> notes) {
    public RunPlan {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }

    public record PlannedStep(StepName step, String plan) {}
}
