package dev.shipmate.terminal;

import dev.shipmate.approval.PlannedChange;
import dev.shipmate.tool.Effect;
import java.util.ArrayList;
import java.util.List;

/// A planned change as lines: what is done, where, old and new values, what would be lost, and notes.
record ChangeLines(Theme theme, int width) {
    List<Styled> of(PlannedChange change) {
        List<Styled> lines = new ArrayList<>();
        add(lines, TerminalApprover.role(change.effect()), change.call().display());
        add(lines, Role.TEXT, where(change));
        lines.addAll(new BlockLines(theme, width).changes(change.changes()));
        if (!change.guarded().isEmpty()) {
            add(lines, Role.WARNING, "Protected: " + String.join(", ", change.guarded()));
        }
        change.losses().forEach(loss -> add(lines, Role.WARNING, lost(change.effect()) + loss));
        change.notes().forEach(note -> add(lines, Role.DIM, Icon.NOTE.in(theme) + " " + note));
        return lines;
    }

    private static String lost(Effect effect) {
        return switch (effect) {
            case READ, CHANGE -> "May be lost: ";
            case DESTROY -> "Lost for good: ";
        };
    }

    private void add(List<Styled> lines, Role role, String text) {
        lines.addAll(LineBreaks.wrap(Styled.of(role, text), width));
    }

    /// The namespaces that change, which need not be the one that the session is in.
    private static String where(PlannedChange change) {
        List<String> namespaces = change.changes().stream()
                .map(field -> field.namespace().isEmpty() ? "(whole cluster)" : field.namespace())
                .distinct()
                .toList();
        String shown = namespaces.isEmpty() ? change.target().namespace() : String.join(", ", namespaces);
        return "in namespace %s of context %s".formatted(shown, change.target().context());
    }
}
