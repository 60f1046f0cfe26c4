package dev.shipmate.cli;

import dev.shipmate.terminal.RunScreen;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// `shipmate audit show`: the entries of the audit log, oldest first.
@Command(name = "show", description = "Show what was asked and changed and who allowed it, oldest first.")
final class AuditShowCommand implements Callable<Integer> {
    private @ParentCommand AuditCommand parent;
    private @Spec CommandSpec spec;

    @Option(names = "--changes", description = "Only decisions on changes, and what came of them.")
    private boolean changes;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = AgoConverter.class,
            description = "Only what is not older, such as 90s, 30m, 2h or 1d.")
    private @Nullable Duration since;

    @Option(names = "--last", paramLabel = "COUNT", description = "Only so many of the newest entries. Default: 50.")
    private int last = 50;

    private final Services services;

    AuditShowCommand(Services services) {
        this.services = services;
    }

    @Override
    public Integer call() {
        Instant oldest = since == null ? Instant.EPOCH : Instant.now().minus(since);
        List<JsonNode> chosen = services.auditLog().entries().stream()
                .filter(entry -> !changes || !event(entry).equals("turn"))
                .filter(entry -> !Instant.parse(text(entry, "time")).isBefore(oldest))
                .toList();
        chosen = chosen.subList(Math.max(0, chosen.size() - Math.max(0, last)), chosen.size());
        PrintWriter out = spec.commandLine().getOut();
        OutputFormat format = parent.options().output();
        switch (format) {
            case text -> {
                RunScreen screen = services.runs(parent.options().view());
                lines(chosen).forEach(screen::result);
            }
            case json, yaml -> {
                ArrayNode list = new JsonMapper().createArrayNode();
                chosen.forEach(list::add);
                new TreeOutput(format).print(out, list);
            }
        }
        return ExitCode.ANSWERED.code();
    }

    private List<String> lines(List<JsonNode> entries) {
        if (entries.isEmpty()) {
            return List.of("There is no such entry in %s."
                    .formatted(services.auditLog().file()));
        }
        var lines = new ArrayList<String>();
        for (JsonNode entry : entries) {
            lines.add("%s  %s  %s"
                    .formatted(text(entry, "time").replaceAll("\\.\\d+", ""), text(entry, "user"), what(entry)));
            if (event(entry).equals("decision")) {
                entry.path("plan").forEach(field -> lines.add("    " + changed(field)));
                String lost = text(entry, "effect").equals("destroy") ? "lost for good" : "may be lost";
                entry.path("losses").forEach(loss -> lines.add("    %s: %s".formatted(lost, loss.asString(""))));
            }
        }
        return lines;
    }

    private static String what(JsonNode entry) {
        return switch (event(entry)) {
            case "decision" ->
                "%s  %s: %s (%s), asked for by: %s"
                        .formatted(
                                place(entry),
                                call(entry),
                                text(entry, "approval"),
                                text(entry, "by"),
                                text(entry, "question"));
            case "result" ->
                "%s: %s%s"
                        .formatted(
                                call(entry),
                                text(entry, "outcome"),
                                entry.has("undo") ? ", undo " + text(entry, "undo") : "");
            default -> "%s  %s: %s".formatted(place(entry), text(entry, "question"), text(entry, "outcome"));
        };
    }

    private static String changed(JsonNode field) {
        return "%s %s: %s -> %s"
                .formatted(text(field, "object"), text(field, "field"), text(field, "before"), text(field, "after"));
    }

    private static String place(JsonNode entry) {
        return entry.has("context") ? text(entry, "context") + "/" + text(entry, "namespace") : "-";
    }

    private static String call(JsonNode entry) {
        return entry.path("arguments").properties().stream()
                .map(argument -> argument.getKey() + "=" + argument.getValue().asString(""))
                .collect(Collectors.joining(" ", text(entry, "tool") + " ", ""))
                .strip();
    }

    private static String event(JsonNode entry) {
        return text(entry, "event");
    }

    private static String text(JsonNode entry, String field) {
        return entry.path(field).asString("");
    }
}
