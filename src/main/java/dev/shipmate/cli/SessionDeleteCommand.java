package dev.shipmate.cli;

import dev.shipmate.session.SessionStore;
import dev.shipmate.terminal.RunScreen;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `shipmate sessions delete NAME…`: forgets sessions for good, asking first.
@Command(
        name = "delete",
        description = "Delete sessions for good, asking first. The audit log keeps what they changed.")
final class SessionDeleteCommand implements Callable<Integer> {
    private @ParentCommand SessionsCommand parent;
    private @Spec CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "The sessions.")
    private List<String> names = List.of();

    private final Services services;

    SessionDeleteCommand(Services services) {
        this.services = services;
    }

    @Override
    public Integer call() {
        SessionStore store = services.sessions();
        List<String> missing =
                names.stream().filter(name -> store.find(name).isEmpty()).toList();
        if (!missing.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "There is no session '%s', and nothing was deleted.".formatted(String.join("', '", missing)));
        }
        RunScreen screen = services.runs(parent.options().view());
        if (!parent.options().toPolicy().yes()) {
            if (!screen.person()) {
                screen.warn("Nothing was deleted: nobody is there to approve it. Run it on a terminal, or add --yes.");
                return ExitCode.NEEDS_APPROVAL.code();
            }
            if (!screen.confirm("Delete %s for good?".formatted(String.join(", ", names)))) {
                screen.note("Nothing was deleted.");
                return ExitCode.FAILED.code();
            }
        }
        names.forEach(store::delete);
        screen.note("Deleted: %s.".formatted(String.join(", ", names)));
        return ExitCode.ANSWERED.code();
    }
}
