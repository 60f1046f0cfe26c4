package dev.shipmate.conversation;

import dev.shipmate.approval.Objection;
import dev.shipmate.approval.PlannedChange;
import dev.shipmate.tool.ToolResult;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Changes that nobody is there to approve: what they would do, what stands against them, and what allows them.
final class WaitingText {
    private WaitingText() {}

    static String of(List<PlannedChange> waiting, Set<Objection> objections) {
        String plans = waiting.stream()
                .map(change -> "Would run `%s` in context `%s`:\n\n%s"
                        .formatted(
                                change.call().display(),
                                change.target().context(),
                                AnswerText.of(
                                        new ToolResult.Planned(change.changes(), change.losses(), change.notes()))))
                .collect(Collectors.joining("\n\n"));
        String context = waiting.getFirst().target().context();
        Set<Objection> ordered = EnumSet.noneOf(Objection.class);
        ordered.addAll(objections);
        String reasons = ordered.stream().map(reason -> reason(reason, context)).collect(Collectors.joining());
        String options =
                ordered.stream().map(reason -> option(reason, context, waiting)).collect(Collectors.joining(" "));
        return "%s\n\nNothing was changed: nobody is there to approve it.%s Run it on a terminal, or add %s."
                .formatted(plans, reasons, options);
    }

    private static String reason(Objection objection, String context) {
        return switch (objection) {
            case NOT_APPROVED -> "";
            case DESTROYS -> " What it takes away cannot be brought back, so --yes alone does not approve it.";
            case TAINTED ->
                " Text from the cluster was read in this turn, and whoever wrote it may have asked for the change,"
                        + " so --yes alone does not approve it.";
            case FOREIGN_CONTEXT ->
                " Context `%s` is no local cluster, so --yes alone does not approve it.".formatted(context);
            case PROTECTED -> " It is in a protected namespace, so --yes alone does not approve it.";
        };
    }

    private static String option(Objection objection, String context, List<PlannedChange> waiting) {
        return switch (objection) {
            case NOT_APPROVED -> "--yes";
            case DESTROYS -> "--yes-destroy";
            case TAINTED -> "--yes-tainted";
            case FOREIGN_CONTEXT -> "--allow-context " + context;
            case PROTECTED ->
                "--allow-namespace "
                        + waiting.stream()
                                .flatMap(change -> change.guarded().stream())
                                .distinct()
                                .collect(Collectors.joining(","));
        };
    }
}
