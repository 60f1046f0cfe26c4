package dev.shipmate.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jline.utils.WCWidth;

/// One line of text whose pieces have roles. Widths are in terminal columns: a wide character takes
/// two.
record Styled(List<Span> spans) {
    static final Styled EMPTY = new Styled(List.of());

    Styled {
        spans = List.copyOf(spans);
    }

    static Styled of(Role role, String text) {
        return text.isEmpty() ? EMPTY : new Styled(List.of(new Span(role, text)));
    }

    static Styled text(String text) {
        return of(Role.TEXT, text);
    }

    static int width(int codePoint) {
        return Math.max(0, WCWidth.wcwidth(codePoint));
    }

    static int width(String text) {
        return text.codePoints().map(Styled::width).sum();
    }

    Styled plus(Role role, String text) {
        return plus(of(role, text));
    }

    Styled plus(Styled other) {
        List<Span> all = new ArrayList<>(spans);
        all.addAll(other.spans);
        return new Styled(all);
    }

    int width() {
        return spans.stream().mapToInt(span -> width(span.text())).sum();
    }

    boolean isBlank() {
        return spans.stream().allMatch(span -> span.text().isBlank());
    }

    String plain() {
        return spans.stream().map(Span::text).collect(Collectors.joining());
    }

    /// The line with every piece of plain text in another role.
    Styled in(Role role) {
        return new Styled(spans.stream()
                .map(span -> span.role() == Role.TEXT ? new Span(role, span.text()) : span)
                .toList());
    }

    /// Filled up with spaces on the right; a line that is too long stays as it is.
    Styled padded(int columns) {
        return plus(Role.TEXT, " ".repeat(Math.max(0, columns - width())));
    }

    /// Cut to at most so many columns, with an ellipsis where something was left out.
    Styled shortened(int columns, String ellipsis) {
        if (width() <= columns) {
            return this;
        }
        int room = columns - width(ellipsis);
        Styled head = room <= 0 ? EMPTY : LineBreaks.head(this, room);
        return head.plus(Role.DIM, room < 0 ? "" : ellipsis);
    }
}
