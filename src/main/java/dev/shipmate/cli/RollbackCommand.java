package dev.shipmate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `shipmate rollback [REVISION]`: makes the release as it was.
@Command(name = "rollback", description = "Make the release as an earlier revision had it.")
final class RollbackCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "REVISION", description = "Default: the last good one before the newest.")
    private int revision;

    @Option(names = "--dry-run", description = "Show all that would be done, and do nothing.")
    private boolean dryRun;

    @Option(names = "--uninstall", description = "Take the release away instead, when no revision of it was good.")
    private boolean uninstall;

    private @Mixin ProjectOptions project;
    private @ParentCommand ShipmateCommand parent;
    private @Spec CommandSpec spec;
    private final Services services;

    RollbackCommand(Services services) {
        this.services = services;
    }

    @Override
    public Integer call() {
        if (revision < 0) {
            throw new ParameterException(spec.commandLine(), "Revisions are counted from 1.");
        }
        if (uninstall && revision > 0) {
            throw new ParameterException(spec.commandLine(), "Give either a revision or --uninstall, not both.");
        }
        Undertaking undertaking = uninstall ? new Undertaking.Uninstall() : new Undertaking.RollBack(revision);
        var pipeline = new PipelineCommand(services, parent.options(), project, spec.commandLine());
        return dryRun ? pipeline.dryRun(undertaking) : pipeline.start(undertaking);
    }
}
