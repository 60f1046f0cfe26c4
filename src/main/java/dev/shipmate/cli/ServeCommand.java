package dev.shipmate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `shipmate serve …`: what runs until it is stopped, for other programs to ask.
@Command(name = "serve", description = "Serve what other programs ask for: metrics.")
final class ServeCommand implements Callable<Integer> {
    private @ParentCommand ShipmateCommand parent;
    private @Spec CommandSpec spec;

    GlobalOptions options() {
        return parent.options();
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Say what to serve: shipmate serve metrics");
    }
}
