package dev.shipmate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `shipmate bench …`: measures what a user has to choose.
@Command(name = "bench", description = "Measure what you have to choose: models.")
final class BenchCommand implements Callable<Integer> {
    private @ParentCommand ShipmateCommand parent;
    private @Spec CommandSpec spec;

    GlobalOptions options() {
        return parent.options();
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Say what to measure: shipmate bench models");
    }
}
