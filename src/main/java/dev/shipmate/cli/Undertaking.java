package dev.shipmate.cli;

import dev.shipmate.helm.ManifestDiff;
import dev.shipmate.pipeline.DeployRequest;
import dev.shipmate.pipeline.PipelineListener;
import dev.shipmate.pipeline.RunEnding;
import dev.shipmate.pipeline.RunPlan;
import dev.shipmate.pipeline.Shipping;
import dev.shipmate.tool.Effect;
import java.util.List;

/// What a user wants done with a release.
sealed interface Undertaking {
    RunPlan plan(Shipping shipping);

    RunEnding run(Shipping shipping, PipelineListener listener);

    /// The same once more, from where it ended.
    Undertaking again();

    /// As an order: `Deploy`.
    String verb();

    /// As a fact: `Deployed`.
    String done();

    Effect effect();

    record Deploy(DeployRequest request) implements Undertaking {
        @Override
        public RunPlan plan(Shipping shipping) {
            return shipping.plan(request);
        }

        @Override
        public RunEnding run(Shipping shipping, PipelineListener listener) {
            return shipping.deploy(request, listener);
        }

        @Override
        public Undertaking again() {
            return new Deploy(new DeployRequest(false, true, request.settings(), request.atomic()));
        }

        @Override
        public String verb() {
            return "Deploy";
        }

        @Override
        public String done() {
            return "Deployed";
        }

        @Override
        public Effect effect() {
            return Effect.CHANGE;
        }
    }

    /// Back to an earlier revision.
    ///
    /// @param revision 0 for the last good one before the newest
    record RollBack(int revision) implements Undertaking {
        @Override
        public RunPlan plan(Shipping shipping) {
            return shipping.planRollBack(revision);
        }

        @Override
        public RunEnding run(Shipping shipping, PipelineListener listener) {
            return shipping.rollBack(revision, listener);
        }

        @Override
        public Undertaking again() {
            return this;
        }

        @Override
        public String verb() {
            return "Roll back";
        }

        @Override
        public String done() {
            return "Rolled back";
        }

        @Override
        public Effect effect() {
            return Effect.CHANGE;
        }
    }

    record Uninstall() implements Undertaking {
        @Override
        public RunPlan plan(Shipping shipping) {
            return new RunPlan(
                    List.of(),
                    new ManifestDiff(List.of()),
                    List.of("The release goes with all that belongs to it; what the chart marks to be kept stays."));
        }

        @Override
        public RunEnding run(Shipping shipping, PipelineListener listener) {
            return shipping.uninstall(listener);
        }

        @Override
        public Undertaking again() {
            return this;
        }

        @Override
        public String verb() {
            return "Uninstall";
        }

        @Override
        public String done() {
            return "Uninstalled";
        }

        @Override
        public Effect effect() {
            return Effect.DESTROY;
        }
    }
}
