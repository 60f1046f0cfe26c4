package dev.shipmate.cli;

import dev.shipmate.approval.Objection;
import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.pipeline.FailureReport;
import dev.shipmate.pipeline.RunPlan;
import dev.shipmate.pipeline.RunResult;
import dev.shipmate.pipeline.StepName;
import dev.shipmate.pipeline.StepOutcome;
import dev.shipmate.project.ExposeSpec;
import dev.shipmate.terminal.RunScreen;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells a run to a person, or to a log that a person reads.
final class TextRunOutput implements RunOutput {
    private final RunScreen screen;
    private final Commands commands;

    TextRunOutput(RunScreen screen, Commands commands) {
        this.screen = screen;
        this.commands = commands;
    }

    @Override
    public RunScreen.Watch watch() {
        return screen.watch();
    }

    @Override
    public void dryRun(String title, RunPlan plan) {
        screen.wholePlan(title, plan);
    }

    @Override
    public void needsApproval(String title, RunPlan plan, Set<Objection> objections) {
        screen.plan(title, plan);
        screen.warn("Nothing was done: nobody is there to approve it. Run it on a terminal, or add %s."
                .formatted(options(objections, commands.target())));
    }

    /// The options that take objections away.
    static String options(Set<Objection> objections, ClusterTarget target) {
        return objections.stream()
                .map(objection -> switch (objection) {
                    case NOT_APPROVED -> "--yes";
                    case DESTROYS -> "--yes-destroy";
                    case TAINTED -> "--yes-tainted";
                    case FOREIGN_CONTEXT -> "--allow-context " + target.context();
                    case PROTECTED -> "--allow-namespace " + target.namespace();
                })
                .collect(Collectors.joining(" "));
    }

    @Override
    public void done(String title, RunResult result) {
        screen.result("%s in %s.".formatted(title, brief(result.took())));
        facts(result, StepName.EXPOSE).forEach(screen::result);
        facts(result, StepName.VERIFY).stream().limit(1).forEach(screen::result);
    }

    private static List<String> facts(RunResult result, StepName step) {
        return result.steps().stream()
                .filter(one -> one.step() == step)
                .flatMap(one ->
                        one.outcome() instanceof StepOutcome.Done(List<String> facts) ? facts.stream() : Stream.empty())
                .toList();
    }

    @Override
    public void stopped(RunResult result, String left, Undertaking undertaking) {
        screen.stopped(left, commands.of(undertaking.again()));
        String leftOut = commands.leftOut(undertaking);
        if (!leftOut.isEmpty()) {
            screen.warn(leftOut);
        }
    }

    /// Who cannot be asked gets the ways on as commands.
    @Override
    public void failed(FailureReport report) {
        if (toPerson()) {
            screen.briefFailure(report);
        } else {
            screen.failure(report);
            report.offers().forEach(offer -> screen.way(Commands.words(offer), commands.of(offer)));
        }
    }

    @Override
    public void notBegun(String reason, String suggestion) {
        screen.warn(suggestion.isBlank() ? reason : reason + " " + suggestion);
    }

    @Override
    public void closed(ExposeSpec exposed) {
        screen.result("The forward to %s has ended with this command. Open it again: %s"
                .formatted(exposed.url(), commands.forward(exposed)));
    }

    @Override
    public boolean toPerson() {
        return screen.person();
    }

    private static String brief(Duration took) {
        return took.toSeconds() < 60
                ? took.toSeconds() + " s"
                : "%d min %d s".formatted(took.toMinutes(), took.toSecondsPart());
    }
}
