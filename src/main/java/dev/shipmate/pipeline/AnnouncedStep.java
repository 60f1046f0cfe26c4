package dev.shipmate.pipeline;

/// A step that first says why the run begins with it.
record AnnouncedStep(Step step, String why) implements Step {
    @Override
    public StepName name() {
        return step.name();
    }

    @Override
    public String plan() {
        return step.plan();
    }

    @Override
    public StepOutcome run(StepProgress progress) {
        progress.doing(why);
        return step.run(progress);
    }
}
