package dev.shipmate.pipeline;

import dev.shipmate.image.CleanUpPlan;
import dev.shipmate.image.CleanUpReport;
import dev.shipmate.image.Outcome;
import dev.shipmate.image.PlacedImage;
import dev.shipmate.image.Problem;
import dev.shipmate.project.CleanUpSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Cleans up behind a deploy that went well, where the project file asks for it. An image that cannot go is told and
/// is no failure of the deploy.
final class CleanUpStep implements Step {
    private static final int NAMED = 5;

    private final CleanUps cleanUps;
    private final CleanUpSpec spec;
    private final RunNotes notes;

    CleanUpStep(CleanUps cleanUps, CleanUpSpec spec, RunNotes notes) {
        this.cleanUps = cleanUps;
        this.spec = spec;
        this.notes = notes;
    }

    @Override
    public StepName name() {
        return StepName.CLEAN_UP;
    }

    @Override
    public String plan() {
        if (!spec.afterDeploy()) {
            return "the project file does not ask for it";
        }
        String cache = spec.buildCacheAge().isZero()
                ? ""
                : ", and build cache that was not used for %d h"
                        .formatted(spec.buildCacheAge().toHours());
        return "remove images of the project that no container, pod, workload or revision needs" + cache;
    }

    @Override
    public StepOutcome run(StepProgress progress) {
        if (!spec.afterDeploy()) {
            return new StepOutcome.Skipped("the project file does not ask for it");
        }
        progress.doing("looking which images are needed");
        return switch (cleanUps.plan(notes.references().values())) {
            case Outcome.Got<CleanUpPlan>(CleanUpPlan plan) -> run(plan, progress);
            case Outcome.Failed<CleanUpPlan>(Problem problem) -> new StepOutcome.Skipped(problem.what());
            case Outcome.Missing<CleanUpPlan>(String name) ->
                new StepOutcome.Skipped("%s went away while the images were listed".formatted(name));
            case Outcome.Stopped<CleanUpPlan> _ -> new StepOutcome.Cancelled("No image was removed.");
        };
    }

    private StepOutcome run(CleanUpPlan plan, StepProgress progress) {
        CleanUpReport report = cleanUps.run(plan, placed -> progress.doing("removing " + placed.display()));
        if (Thread.currentThread().isInterrupted()) {
            return new StepOutcome.Cancelled("%d of %d images that nothing needs were removed."
                    .formatted(report.removed().size(), plan.removable().size()));
        }
        var facts = new ArrayList<String>();
        if (!report.removed().isEmpty()) {
            facts.add("removed %s (%s): %s"
                    .formatted(count(report.removed().size()), Megabytes.of(report.bytes()), names(report.removed())));
            facts.add("that is %.0f %% of what could go, and %.0f %% of all images of the project"
                    .formatted(report.shareOfRemovable() * 100, report.shareOfAll() * 100));
        }
        report.failed()
                .forEach(one -> facts.add("%s stays: %s"
                        .formatted(one.image().display(), one.problem().what())));
        buildCache().ifPresent(facts::add);
        if (facts.isEmpty()) {
            return new StepOutcome.Skipped("nothing to remove: %s of the project, all needed"
                    .formatted(count(report.kept().size())));
        }
        return new StepOutcome.Done(facts);
    }

    private Optional<String> buildCache() {
        Duration age = spec.buildCacheAge();
        if (age.isZero()) {
            return Optional.empty();
        }
        return switch (cleanUps.pruneBuildCache(age)) {
            case Outcome.Got<Long>(Long bytes) ->
                bytes == 0
                        ? Optional.empty()
                        : Optional.of("%s of Docker's build cache, unused for %d h, went"
                                .formatted(Megabytes.of(bytes), age.toHours()));
            case Outcome.Failed<Long>(Problem problem) -> Optional.of("the build cache stays: " + problem.what());
            case Outcome.Missing<Long> _, Outcome.Stopped<Long> _ -> Optional.empty();
        };
    }

    private static String count(int images) {
        return images == 1 ? "1 image" : "%d images".formatted(images);
    }

    private static String names(List<PlacedImage> images) {
        String named = images.stream().limit(NAMED).map(PlacedImage::display).collect(Collectors.joining(", "));
        return images.size() > NAMED ? "%s and %d more".formatted(named, images.size() - NAMED) : named;
    }
}
