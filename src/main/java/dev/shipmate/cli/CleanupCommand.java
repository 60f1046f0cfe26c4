package dev.shipmate.cli;

import dev.shipmate.approval.Approval;
import dev.shipmate.approval.Authority;
import dev.shipmate.approval.Circumstances;
import dev.shipmate.approval.Gate;
import dev.shipmate.approval.Objection;
import dev.shipmate.approval.PlannedChange;
import dev.shipmate.approval.Ruling;
import dev.shipmate.image.CleanUpPlan;
import dev.shipmate.image.CleanUpReport;
import dev.shipmate.image.Outcome;
import dev.shipmate.image.Problem;
import dev.shipmate.pipeline.Doors;
import dev.shipmate.pipeline.Shipping;
import dev.shipmate.terminal.Interruption;
import dev.shipmate.terminal.RunScreen;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `shipmate cleanup`: removes images of the project that nothing needs any more.
@Command(
        name = "cleanup",
        description = "Remove the project's images that nothing needs any more, on this machine and in the nodes.",
        footer = {
            "",
            "Images of others are never touched. What goes cannot be brought back, so a script needs --yes and"
                    + " --yes-destroy."
        })
final class CleanupCommand implements Callable<Integer> {
    @Option(
            names = "--build-cache-older-than",
            paramLabel = "HOURS",
            converter = HoursConverter.class,
            description = "Also remove build cache that was not used for so long, such as 168h, whoever made it."
                    + " Default: the project file's.")
    private Duration cacheAge = Duration.ZERO;

    private @Mixin ProjectOptions project;
    private @ParentCommand ShipmateCommand parent;
    private @Spec CommandSpec spec;
    private final Services services;

    CleanupCommand(Services services) {
        this.services = services;
    }

    @Override
    public Integer call() {
        GlobalOptions options = parent.options();
        if (options.readOnly()) {
            throw new ParameterException(spec.commandLine(), "--read-only changes nothing, and this would.");
        }
        if (options.sandbox()) {
            throw new ParameterException(spec.commandLine(), "The sandbox has no images to clean up.");
        }
        ProjectOptions.Place place = project.toPlace();
        RunScreen screen = services.runs(options.view());
        CleanUpOutput output = options.output() == OutputFormat.text
                ? new CleanUpOutput.Text(screen)
                : new CleanUpOutput.Tree(
                        new TreeOutput(options.output()), spec.commandLine().getOut());
        try (var doors = new Doors()) {
            Shipping shipping = services.shipping(
                    place.project(), place.environment(), options.toEndpoints().in(place.environment()), doors);
            Duration age = cacheAge.isZero() ? place.project().cleanUp().buildCacheAge() : cacheAge;
            return switch (shipping.planCleanUp()) {
                case Outcome.Got<CleanUpPlan>(CleanUpPlan plan) ->
                    new Work(shipping, screen, output, age).decide(plan, new Gate(options.toPolicy()));
                case Outcome.Failed<CleanUpPlan>(Problem problem) -> {
                    output.failed(problem);
                    yield ExitCode.FAILED.code();
                }
                case Outcome.Missing<CleanUpPlan>(String name) -> {
                    output.failed(new Problem("There is no %s.".formatted(name), "Run `shipmate doctor`."));
                    yield ExitCode.FAILED.code();
                }
                case Outcome.Stopped<CleanUpPlan> _ -> ExitCode.FAILED.code();
            };
        }
    }

    /// A clean-up from its plan to its report.
    private final class Work {
        private final Shipping shipping;
        private final RunScreen screen;
        private final CleanUpOutput output;
        private final Duration age;

        Work(Shipping shipping, RunScreen screen, CleanUpOutput output, Duration age) {
            this.shipping = shipping;
            this.screen = screen;
            this.output = output;
            this.age = age;
        }

        int decide(CleanUpPlan plan, Gate gate) {
            if (plan.removable().isEmpty() && age.isZero()) {
                output.nothing(plan);
                return ExitCode.ANSWERED.code();
            }
            Set<Objection> objections = objections(gate);
            if (!objections.isEmpty()) {
                if (!screen.person()) {
                    decided(new Ruling(Approval.UNAVAILABLE, Authority.NOBODY));
                    output.needsApproval(
                            plan,
                            age,
                            TextRunOutput.options(
                                    objections, shipping.shipment().cluster().target()));
                    return ExitCode.NEEDS_APPROVAL.code();
                }
                screen.cleanUp(plan, age);
                if (!screen.confirmLoss()) {
                    decided(new Ruling(Approval.NO, Authority.PERSON));
                    screen.note("Nothing was removed.");
                    return ExitCode.FAILED.code();
                }
            }
            return remove(plan, objections.isEmpty() ? Authority.OPTIONS : Authority.PERSON);
        }

        private String decided(Ruling ruling) {
            return services.audit().decided(change(), ruling, "shipmate cleanup");
        }

        private Set<Objection> objections(Gate gate) {
            return gate.objections(change(), Circumstances.PLAIN);
        }

        private PlannedChange change() {
            var call = new ToolCall("clean_up_images", Map.of());
            var target = shipping.shipment().cluster().target();
            return new PlannedChange(call, Effect.DESTROY, target, List.of(), List.of(), List.of());
        }

        private int remove(CleanUpPlan plan, Authority authority) {
            String turn = decided(new Ruling(Approval.YES, authority));
            try (Interruption interruption = screen.interruptible()) {
                CleanUpReport report =
                        shipping.cleanUp(plan, image -> screen.note("Removing %s".formatted(image.display())));
                Outcome<Long> cache =
                        age.isZero() || interruption.heard() ? new Outcome.Got<>(0L) : services.pruneBuildCache(age);
                interruption.rest();
                output.done(report, cache);
                boolean failed = !report.failed().isEmpty() || !(cache instanceof Outcome.Got<Long>);
                String outcome = interruption.heard() ? "cancelled" : failed ? "failed" : "changed";
                services.audit().ended(turn, change().call(), outcome);
                if (interruption.heard()) {
                    return interruption.exitCode();
                }
                return (failed ? ExitCode.FAILED : ExitCode.ANSWERED).code();
            }
        }
    }
}
