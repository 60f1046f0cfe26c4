package dev.shipmate.cli;

import dev.shipmate.conversation.Session;
import dev.shipmate.conversation.TurnResult;
import dev.shipmate.terminal.SingleTurn;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `shipmate undo`: takes back the newest change, asking first.
@Command(name = "undo", description = "Take back the newest change that Shipmate made in this context.")
final class UndoCommand implements Callable<Integer> {
    private @ParentCommand ShipmateCommand parent;
    private @Spec CommandSpec spec;
    private final Services services;

    UndoCommand(Services services) {
        this.services = services;
    }

    @Override
    public Integer call() {
        GlobalOptions options = parent.options();
        Session session = services.session(options.toEndpoints(), options.toSessionOptions());
        var output = new TurnOutput(spec.commandLine().getOut(), options.output(), TurnOutput.Count.ONE);
        try (SingleTurn turn = services.turn(options.view())) {
            TurnResult result = session.undo(turn.listener(), turn.approver());
            output.write(result, turn);
            return ExitCode.of(result.outcome()).code();
        }
    }
}
