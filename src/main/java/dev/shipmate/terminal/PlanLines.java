package dev.shipmate.terminal;

import dev.shipmate.helm.ObjectChange;
import dev.shipmate.pipeline.RunPlan;
import java.util.ArrayList;
import java.util.List;

/// What a run would do, as lines: its steps, what would change of the live release, and notes.
///
/// @param fields the most fields to show of one object; the others are counted
record PlanLines(Theme theme, int width, int fields) {
    List<Styled> of(RunPlan plan) {
        var lines = new ArrayList<Styled>();
        lines.addAll(TableLayout.of(
                        List.of("STEP", "WHAT IT DOES"),
                        plan.steps().stream()
                                .map(step -> List.of(step.step().word(), step.plan()))
                                .toList())
                .lines(width));
        if (!plan.diff().isEmpty()) {
            lines.add(Styled.EMPTY);
            lines.add(Styled.of(Role.STRONG, "Changes to the live release"));
            plan.diff().changes().forEach(change -> lines.addAll(change(change)));
        }
        if (!plan.notes().isEmpty()) {
            lines.add(Styled.EMPTY);
            plan.notes().forEach(note -> lines.addAll(wrapped(Role.DIM, Icon.BULLET.in(theme) + " ", note)));
        }
        return lines;
    }

    private List<Styled> change(ObjectChange change) {
        return switch (change) {
            case ObjectChange.Added(String object) -> wrapped(Role.GOOD, "+ ", object);
            case ObjectChange.Removed(String object) -> wrapped(Role.ERROR, "- ", object);
            case ObjectChange.Changed(String object, List<ObjectChange.FieldChange> changed) -> {
                var lines = new ArrayList<>(wrapped(Role.WARNING, "~ ", object));
                changed.stream().limit(fields).forEach(field -> lines.addAll(field(field)));
                if (changed.size() > fields) {
                    lines.add(Styled.of(Role.DIM, "    and %d more fields".formatted(changed.size() - fields)));
                }
                yield lines;
            }
        };
    }

    private List<Styled> field(ObjectChange.FieldChange field) {
        return wrapped(
                Role.TEXT,
                "    ",
                "%s: %s %s %s"
                        .formatted(field.path(), shown(field.before()), Icon.ARROW.in(theme), shown(field.after())));
    }

    private static String shown(String value) {
        return value.isEmpty() ? "(none)" : value;
    }

    private List<Styled> wrapped(Role role, String indent, String text) {
        return Indented.of(Styled.of(role, indent), Styled.of(role, text), width);
    }
}
