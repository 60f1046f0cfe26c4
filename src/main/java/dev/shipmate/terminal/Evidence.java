package dev.shipmate.terminal;

import dev.shipmate.approval.PlannedChange;
import dev.shipmate.conversation.CallRecord;
import dev.shipmate.conversation.Outcome;
import dev.shipmate.conversation.TurnResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where an answer came from: who decided, how sure, and each call with what it found.
record Evidence(Theme theme, int width) {
    List<Styled> of(TurnResult turn) {
        List<Styled> lines = new ArrayList<>();
        add(lines, Role.HEADING, turn.question().text());
        add(lines, Role.TEXT, decided(turn));
        if (turn.calls().isEmpty()) {
            add(lines, Role.WARNING, "No call was made: nothing in the answer comes from the cluster.");
        }
        int number = 1;
        for (CallRecord call : turn.calls()) {
            lines.add(Styled.EMPTY);
            add(
                    lines,
                    Role.STRONG,
                    "%d. %s  (%s, %s)"
                            .formatted(
                                    number++,
                                    call.call().display(),
                                    call.effect().word(),
                                    TurnLines.brief(call.took())));
            lines.addAll(new BlockLines(theme, width).result(call.result()));
        }
        for (PlannedChange change : turn.plan()) {
            lines.add(Styled.EMPTY);
            lines.addAll(new ChangeLines(theme, width).of(change));
        }
        return lines;
    }

    static String decided(TurnResult turn) {
        String by = switch (turn.decidedBy()) {
            case RULES -> "Decided by the rules, confidence %.2f".formatted(turn.confidence());
            case MODEL -> "Decided by %s (%s)".formatted(turn.model(), turn.protocol());
        };
        String written = turn.model().isEmpty() || turn.tokens().total() == 0
                ? ""
                : ", %d tokens read and %d written by %s"
                        .formatted(turn.tokens().prompt(), turn.tokens().completion(), turn.model());
        String outcome = turn.outcome() == Outcome.CANCELLED
                ? "cancelled"
                : turn.outcome().word();
        return String.format(Locale.ROOT, "%s%s, %s in %s.", by, written, outcome, TurnLines.brief(turn.took()));
    }

    private void add(List<Styled> lines, Role role, String text) {
        lines.addAll(LineBreaks.wrap(Styled.of(role, text), width));
    }
}
