package dev.shipmate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/// `shipmate chat`: the interactive shell.
@Command(name = "chat", description = "Open the interactive shell (the default).")
final class ChatCommand implements Callable<Integer> {
    private @ParentCommand ShipmateCommand parent;
    private final Services services;

    ChatCommand(Services services) {
        this.services = services;
    }

    @Override
    public Integer call() {
        return chat(parent.options());
    }

    int chat(GlobalOptions options) {
        return services.shell(services.session(options.toEndpoints(), options.toSessionOptions()), options.view());
    }
}
