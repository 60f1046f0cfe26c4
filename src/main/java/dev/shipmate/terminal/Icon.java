package dev.shipmate.terminal;

/// A sign, with a form for terminals that show only ASCII.
enum Icon {
    DONE("✓", "ok"),
    FAILED("✗", "x"),
    REFUSED("⊘", "-"),
    NOTE("·", "."),
    BULLET("•", "-"),
    QUOTE("│", "|"),
    RULE("─", "-"),
    ELLIPSIS("…", "..."),
    ARROW("→", "->"),
    SEPARATOR("·", "|");

    private final String unicode;
    private final String ascii;

    Icon(String unicode, String ascii) {
        this.unicode = unicode;
        this.ascii = ascii;
    }

    String in(Theme theme) {
        return theme.unicode() ? unicode : ascii;
    }
}
