package dev.shipmate.pipeline;

import dev.shipmate.helm.Setting;
import dev.shipmate.pipeline.RunJournal.Run;
import dev.shipmate.redaction.Redactor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Where a deploy begins, and what it is made from.
sealed interface RunStart {
    /// It begins at a step.
    ///
    /// @param settings of this run, which may be those of the run that it goes on after
    /// @param why it begins there; empty when it begins at the first step
    record At(StepName step, RunInputs inputs, List<Setting> settings, String why) implements RunStart {
        public At {
            settings = List.copyOf(settings);
        }
    }

    record Nowhere(String reason, String suggestion) implements RunStart {}

    /// All steps of a run that is made from nothing but what the cluster has.
    static At whole() {
        return new At(StepName.CHECK, RunInputs.none(), List.of(), "");
    }

    /// A deploy from the first step on.
    static RunStart first(RunInputs inputs, List<Setting> settings) {
        return new At(StepName.CHECK, inputs, settings, "");
    }

    /// Goes on where the last deploy ended, or earlier when what it is made from has changed since.
    ///
    /// @param inputs what a deploy with these settings is made from as it is on the disk
    static RunStart after(List<Run> runs, List<Setting> wanted, Function<List<Setting>, RunInputs> inputs) {
        Optional<Run> last = runs.reversed().stream()
                .filter(run -> run.order().kind() != RunOrder.Kind.PART)
                .findFirst();
        if (last.isEmpty() || last.get().order().kind() != RunOrder.Kind.DEPLOY) {
            return new Nowhere("There is no deploy to go on with.", "Deploy without --resume.");
        }
        Optional<StepName> next = last.get().next();
        if (next.isEmpty()) {
            return new Nowhere(
                    "The last deploy came to its end: there is nothing to resume.", "Deploy without --resume.");
        }
        RunInputs before = last.get().order().inputs();
        if (wanted.isEmpty() && !before.settingsKept()) {
            return new Nowhere(
                    "The last deploy had settings that look like secrets, which are not kept.",
                    "Give the same settings again.");
        }
        List<Setting> settings = wanted.isEmpty() ? before.settings() : wanted;
        return at(
                next.get(), before, inputs.apply(settings), settings, last.get().putBack());
    }

    private static RunStart at(
            StepName next, RunInputs before, RunInputs now, List<Setting> settings, boolean putBack) {
        if (next.compareTo(StepName.BUILD) > 0 && !before.references().equals(now.references())) {
            return new At(
                    StepName.BUILD,
                    now,
                    settings,
                    "from step build on, because what the images are made from has changed since the last run");
        }
        if (next.compareTo(StepName.SECRETS) > 0 && !before.chart().equals(now.chart())) {
            return new At(
                    StepName.SECRETS,
                    now,
                    settings,
                    "from step secrets on, because the chart or its values have changed since the last run");
        }
        if (next == StepName.VERIFY) {
            return new At(
                    StepName.EXPOSE,
                    now,
                    settings,
                    "from step expose on: a forward that the last run opened ended with it");
        }
        if (putBack) {
            return new At(
                    next,
                    now,
                    settings,
                    "from step %s on, because the last run put the release back".formatted(next.word()));
        }
        return new At(next, now, settings, "from step %s on, where the last run ended".formatted(next.word()));
    }

    /// What a deploy is made from, as far as it may be written down.
    static RunInputs inputs(Map<String, String> references, String chart, List<Setting> settings, Redactor redactor) {
        boolean plain = RunInputs.plain(settings, redactor);
        return new RunInputs(references, chart, plain ? settings : List.of(), plain);
    }
}
