package dev.shipmate.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `shipmate completion`: a script that completes commands and options.
@Command(name = "completion", description = "Print a completion script for bash and zsh: source <(shipmate completion)")
final class CompletionCommand implements Runnable {
    private @Spec CommandSpec spec;

    @Override
    public void run() {
        var out = spec.commandLine().getOut();
        out.print(AutoComplete.bash("shipmate", spec.root().commandLine()));
        out.flush();
    }
}
