package dev.shipmate.cli;

import dev.shipmate.conversation.TurnResult;
import dev.shipmate.session.StoredSession;
import dev.shipmate.terminal.RunScreen;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// `shipmate sessions`: the sessions that are kept, the last one first.
@Command(name = "sessions", description = "List the sessions of the shell; export or delete one.")
final class SessionsCommand implements Callable<Integer> {
    private @ParentCommand ShipmateCommand parent;
    private @Spec CommandSpec spec;
    private final Services services;

    SessionsCommand(Services services) {
        this.services = services;
    }

    GlobalOptions options() {
        return parent.options();
    }

    @Override
    public Integer call() {
        List<StoredSession> all = services.sessions().all();
        OutputFormat format = options().output();
        switch (format) {
            case text -> {
                RunScreen screen = services.runs(options().view());
                if (all.isEmpty()) {
                    screen.note("No session yet: `shipmate` begins one.");
                }
                all.forEach(session -> screen.result(line(session)));
            }
            case json, yaml -> new TreeOutput(format).print(spec.commandLine().getOut(), tree(all));
        }
        return ExitCode.ANSWERED.code();
    }

    private static String line(StoredSession session) {
        List<TurnResult> turns = session.turns();
        return "%-24s %s  %3d  %s  %s"
                .formatted(
                        session.name(),
                        session.changed().toString().replaceAll("\\.\\d+", ""),
                        turns.size(),
                        place(session),
                        last(turns));
    }

    private static String place(StoredSession session) {
        return session.place()
                .map(place -> place.context() + "/" + place.namespace())
                .orElse("-");
    }

    private static String last(List<TurnResult> turns) {
        return turns.isEmpty() ? "" : turns.getLast().question().text();
    }

    private static ArrayNode tree(List<StoredSession> all) {
        ArrayNode list = new JsonMapper().createArrayNode();
        for (StoredSession session : all) {
            List<TurnResult> turns = session.turns();
            var node = list.addObject()
                    .put("name", session.name())
                    .put("changed", session.changed().toString())
                    .put("questions", turns.size())
                    .put("last", last(turns));
            session.place()
                    .ifPresent(place -> node.put("context", place.context()).put("namespace", place.namespace()));
        }
        return list;
    }
}
