package dev.shipmate.cli;

import dev.shipmate.approval.Objection;
import dev.shipmate.pipeline.FailureReport;
import dev.shipmate.pipeline.RunPlan;
import dev.shipmate.pipeline.RunResult;
import dev.shipmate.project.ExposeSpec;
import dev.shipmate.terminal.RunScreen;
import java.util.Set;

/// Where a run is told to whoever asked for it: a person, or a program.
interface RunOutput {
    /// Hears the events of a run until it is closed.
    RunScreen.Watch watch();

    /// The whole plan is the result, because nothing was to be done.
    void dryRun(String title, RunPlan plan);

    /// Nothing was done, because nobody was there to approve it.
    void needsApproval(String title, RunPlan plan, Set<Objection> objections);

    /// All steps worked.
    void done(String title, RunResult result);

    /// It was ended from outside.
    ///
    /// @param left in what state it left things
    void stopped(RunResult result, String left, Undertaking undertaking);

    /// A step did not work.
    void failed(FailureReport report);

    /// It could not begin, and nothing was done.
    void notBegun(String reason, String suggestion);

    /// The address answers no longer once the command has ended.
    void closed(ExposeSpec exposed);

    /// Whether a person reads along, who can wait and choose.
    boolean toPerson();
}
