package dev.shipmate.terminal;

import dev.shipmate.conversation.Session;
import java.util.List;
import java.util.stream.Stream;

/// One line about the session for the bottom of a terminal: where it is, which model it uses, and
/// whether changes are possible. In a narrow window the model goes first, then the rest is cut.
record StatusLine(Theme theme) {
    Styled of(Session.Status status, int width) {
        String place = status.context() + "/" + status.namespace();
        String model = status.model().isEmpty()
                ? status.rulesOnly() ? "no model, rules only" : "a model where rules are unsure"
                : status.protocol().isEmpty() ? status.model() : status.model() + " (" + status.protocol() + ")";
        Styled mode = mode(status.mode());
        Styled full = join(Stream.of(Styled.text(place), Styled.text(model), mode, Styled.text("/help"))
                .toList());
        Styled brief = join(List.of(Styled.text(place), mode));
        Styled fitting = full.width() <= width ? full : brief;
        return fitting.shortened(width, Icon.ELLIPSIS.in(theme));
    }

    static Styled mode(Session.Mode mode) {
        return switch (mode) {
            case READ_ONLY -> Styled.of(Role.GOOD, "read-only");
            case ASKS_FIRST -> Styled.text("asks before changes");
            case APPROVED -> Styled.of(Role.WARNING, "changes without asking");
        };
    }

    private Styled join(List<Styled> parts) {
        Styled separator = Styled.of(Role.DIM, " " + Icon.SEPARATOR.in(theme) + " ");
        return parts.stream().reduce((a, b) -> a.plus(separator).plus(b)).orElse(Styled.EMPTY);
    }
}
