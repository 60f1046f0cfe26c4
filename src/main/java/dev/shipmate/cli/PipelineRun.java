package dev.shipmate.cli;

import dev.shipmate.approval.Approval;
import dev.shipmate.approval.ApprovalPolicy;
import dev.shipmate.approval.Authority;
import dev.shipmate.approval.Circumstances;
import dev.shipmate.approval.Gate;
import dev.shipmate.approval.Objection;
import dev.shipmate.approval.PlannedChange;
import dev.shipmate.approval.ProtectedNamespaces;
import dev.shipmate.approval.Ruling;
import dev.shipmate.audit.AuditTrail;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.pipeline.Doors;
import dev.shipmate.pipeline.FailureReport;
import dev.shipmate.pipeline.RunEnding;
import dev.shipmate.pipeline.RunResult;
import dev.shipmate.pipeline.Shipping;
import dev.shipmate.pipeline.StepName;
import dev.shipmate.pipeline.StepOutcome;
import dev.shipmate.project.ExposeSpec;
import dev.shipmate.terminal.Interruption;
import dev.shipmate.terminal.RunScreen;
import dev.shipmate.tool.ToolCall;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Takes an undertaking from the plan to the exit code: approved, shown as it runs, and followed up when it fails.
final class PipelineRun {
    private final Shipping shipping;
    private final Doors doors;
    private final Gate gate;
    private final AuditTrail audit;
    private final ProtectedNamespaces guarded;
    private final RunScreen screen;
    private final RunOutput output;
    private final WaysOn ways;

    /// How a run is told, and who decides what follows when it fails.
    record Desk(RunScreen screen, RunOutput output, WaysOn ways) {}

    /// @param audit where what was allowed and done is written down
    PipelineRun(Shipping shipping, Doors doors, ApprovalPolicy policy, AuditTrail audit, Desk desk) {
        this.audit = audit;
        this.shipping = shipping;
        this.doors = doors;
        this.gate = new Gate(policy);
        this.guarded = ProtectedNamespaces.of(shipping.shipment().cluster(), policy);
        this.screen = desk.screen();
        this.output = desk.output();
        this.ways = desk.ways();
    }

    /// Shows the whole plan, and changes nothing.
    int dryRun(Undertaking undertaking) {
        output.dryRun(title(undertaking), undertaking.plan(shipping));
        return ExitCode.ANSWERED.code();
    }

    /// Asks where nothing was allowed in advance, and runs.
    int start(Undertaking undertaking) {
        Set<Objection> objections = objections(undertaking);
        if (objections.isEmpty()) {
            return run(undertaking, Authority.OPTIONS);
        }
        if (!screen.person()) {
            decided(undertaking, new Ruling(Approval.UNAVAILABLE, Authority.NOBODY));
            output.needsApproval(title(undertaking), undertaking.plan(shipping), objections);
            return ExitCode.NEEDS_APPROVAL.code();
        }
        screen.plan(title(undertaking), undertaking.plan(shipping));
        if (!confirmed(undertaking, objections)) {
            decided(undertaking, new Ruling(Approval.NO, Authority.PERSON));
            screen.note("Nothing was done.");
            return ExitCode.FAILED.code();
        }
        return run(undertaking, Authority.PERSON);
    }

    private String decided(Undertaking undertaking, Ruling ruling) {
        return audit.decided(
                change(undertaking), ruling, "shipmate " + undertaking.verb().toLowerCase(Locale.ROOT));
    }

    private Set<Objection> objections(Undertaking undertaking) {
        return gate.objections(change(undertaking), Circumstances.PLAIN);
    }

    private PlannedChange change(Undertaking undertaking) {
        var call = new ToolCall(
                undertaking.verb(), Map.of("name", shipping.shipment().release().name()));
        String namespace = target().namespace();
        return new PlannedChange(
                call,
                undertaking.effect(),
                target(),
                List.of(),
                List.of(),
                List.of(),
                guarded.covers(namespace) ? List.of(namespace) : List.of());
    }

    private boolean confirmed(Undertaking undertaking, Set<Objection> objections) {
        if (objections.contains(Objection.DESTROYS)) {
            return screen.confirmLoss();
        }
        String where = objections.contains(Objection.FOREIGN_CONTEXT)
                ? " to context '%s', which is no local cluster".formatted(target().context())
                : "";
        return screen.confirm("%s%s?".formatted(undertaking.verb(), where));
    }

    private int run(Undertaking undertaking, Authority authority) {
        String turn = decided(undertaking, new Ruling(Approval.YES, authority));
        RunEnding ending;
        boolean heard;
        int signal;
        try (Interruption interruption = screen.interruptible()) {
            try (RunScreen.Watch watch = output.watch()) {
                ending = undertaking.run(shipping, watch);
            }
            interruption.rest();
            audit.ended(turn, change(undertaking).call(), outcome(ending));
            tell(undertaking, ending);
            heard = interruption.heard();
            signal = interruption.exitCode();
        }
        int code = goOn(undertaking, ending, heard, signal);
        return heard && !worked(ending) ? signal : code;
    }

    private static String outcome(RunEnding ending) {
        return switch (ending) {
            case RunEnding.Busy _, RunEnding.NotBegun _ -> "not-begun";
            case RunEnding.Ran(RunResult result, var _) ->
                result.broken()
                        .map(step -> "%s at %s"
                                .formatted(step.outcome().word(), step.step().word()))
                        .orElse("changed");
        };
    }

    private static boolean worked(RunEnding ending) {
        return ending instanceof RunEnding.Ran(RunResult result, var _) && result.successful();
    }

    private void tell(Undertaking undertaking, RunEnding ending) {
        switch (ending) {
            case RunEnding.Busy(String owner) ->
                output.notBegun(
                        "Another run of release %s is at work on this machine: %s."
                                .formatted(shipping.shipment().release().display(), owner),
                        "Wait until it ends, or end it.");
            case RunEnding.NotBegun(String reason, String suggestion) -> output.notBegun(reason, suggestion);
            case RunEnding.Ran(RunResult result, Optional<FailureReport> failure) -> {
                switch (result.outcome()) {
                    case StepOutcome.Failed _ -> output.failed(failure.orElseThrow());
                    case StepOutcome.Cancelled(String left) -> output.stopped(result, left, undertaking);
                    case StepOutcome.Done _, StepOutcome.Skipped _ -> output.done(success(undertaking), result);
                }
            }
        }
    }

    private String success(Undertaking undertaking) {
        return "%s %s".formatted(undertaking.done(), shipping.shipment().display());
    }

    /// @param heard whether a signal wants the program to end: then nobody is asked, and nothing stays open
    private int goOn(Undertaking undertaking, RunEnding ending, boolean heard, int signal) {
        return switch (ending) {
            case RunEnding.Busy _, RunEnding.NotBegun _ -> ExitCode.FAILED.code();
            case RunEnding.Ran(RunResult result, Optional<FailureReport> failure) ->
                switch (result.outcome()) {
                    case StepOutcome.Failed _ -> afterFailure(undertaking, failure.orElseThrow(), heard);
                    case StepOutcome.Cancelled _ -> signal;
                    case StepOutcome.Done _, StepOutcome.Skipped _ -> afterSuccess(heard);
                };
        };
    }

    /// A forward lives as long as this process. A person may want to use it; a script wants the command to end.
    private int afterSuccess(boolean heard) {
        Set<Integer> ports = doors.ports();
        List<ExposeSpec> forwarded = shipping.shipment().project().exposed().stream()
                .filter(exposed -> ports.contains(exposed.url().getPort()))
                .toList();
        if (!forwarded.isEmpty() && output.toPerson() && !heard) {
            screen.stay(forwarded.stream()
                    .map(exposed -> "%s answers as long as this runs; Ctrl-C ends it.".formatted(exposed.url()))
                    .toList());
        } else {
            forwarded.forEach(output::closed);
        }
        return ExitCode.ANSWERED.code();
    }

    private int afterFailure(Undertaking undertaking, FailureReport report, boolean heard) {
        int code = code(report.step());
        if (!output.toPerson() || heard) {
            return code;
        }
        return switch (ways.next(report, undertaking)) {
            case WaysOn.Next.Leave() -> code;
            case WaysOn.Next.Again(Undertaking again) -> run(again, Authority.PERSON);
            case WaysOn.Next.Back(Undertaking back) -> {
                start(back);
                yield code;
            }
        };
    }

    private int code(StepName step) {
        return (switch (step) {
                    case VERIFY -> ExitCode.PROBLEMS_FOUND;
                    case CHECK, CLUSTER, LOAD, SECRETS, DEPLOY, ROLL_BACK, WAIT, EXPOSE, UNINSTALL ->
                        answers() ? ExitCode.FAILED : ExitCode.CLUSTER_UNREACHABLE;
                    case BUILD, CLEAN_UP -> ExitCode.FAILED;
                })
                .code();
    }

    private boolean answers() {
        try {
            shipping.shipment().cluster().version();
            return true;
        } catch (ClusterException _) {
            return false;
        }
    }

    private String title(Undertaking undertaking) {
        return "%s %s at %s".formatted(undertaking.verb(), shipping.shipment().display(), target().server());
    }

    private ClusterTarget target() {
        return shipping.shipment().cluster().target();
    }
}
