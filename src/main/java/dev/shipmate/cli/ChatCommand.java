package dev.shipmate.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/// `shipmate chat`: the interactive shell.
@Command(name = "chat", description = "Open the interactive shell (the default).")
final class ChatCommand implements Runnable {
    private @ParentCommand ShipmateCommand parent;
    private final Services services;

    ChatCommand(Services services) {
        this.services = services;
    }

    @Override
    public void run() {
        chat(parent.options());
    }

    void chat(GlobalOptions options) {
        services.shell(
                services.session(options.toEndpoints(), options.toSessionOptions()),
                new Services.View(options.quiet(), options.noColor()));
    }
}
