package dev.shipmate.terminal;

/// A piece of one line in one role. Its text is safe for a terminal, whatever it was made from.
record Span(Role role, String text) {
    Span {
        text = SafeText.line(text);
    }
}
