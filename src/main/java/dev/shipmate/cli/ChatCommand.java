package dev.shipmate.cli;

import dev.shipmate.conversation.Session;
import dev.shipmate.conversation.TurnResult;
import dev.shipmate.session.StoredSession;
import dev.shipmate.terminal.RunScreen;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/// `shipmate chat`: the interactive shell.
@Command(name = "chat", description = "Open the interactive shell (the default).")
final class ChatCommand implements Callable<Integer> {
    private @ParentCommand ShipmateCommand parent;
    private @Mixin StayOptions stay;
    private final Services services;

    ChatCommand(Services services) {
        this.services = services;
    }

    @Override
    public Integer call() {
        return chat(parent.options(), parent.stay().resumes() ? parent.stay() : stay);
    }

    int chat(GlobalOptions options, StayOptions chosen) {
        StoredSession stored = chosen.choose(services.sessions());
        Session session = StayOptions.open(services, options, stored);
        List<TurnResult> earlier = stored.turns();
        RunScreen screen = services.runs(options.view());
        if (chosen.resumes()) {
            session.resume(earlier);
            screen.note("Goes on with session %s: %s.".formatted(stored.name(), questions(earlier.size())));
        }
        int code = services.shell(session, options.view());
        if (screen.person() && !session.turns().isEmpty()) {
            screen.note("Go on later with: shipmate --resume " + stored.name());
        }
        return code;
    }

    private static String questions(int count) {
        return count == 1 ? "1 question" : count + " questions";
    }
}
