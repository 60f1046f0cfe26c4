package dev.shipmate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `shipmate audit …`: what was asked and changed, who allowed it, and whether that record is whole.
@Command(name = "audit", description = "Show what was asked and changed and who allowed it, or verify that record.")
final class AuditCommand implements Callable<Integer> {
    private @ParentCommand ShipmateCommand parent;
    private @Spec CommandSpec spec;

    GlobalOptions options() {
        return parent.options();
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do: shipmate audit show, or shipmate audit verify");
    }
}
