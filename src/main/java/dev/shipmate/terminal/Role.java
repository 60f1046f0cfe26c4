package dev.shipmate.terminal;

/// What a piece of text is, from which a [Theme] decides how it looks.
enum Role {
    TEXT(""),
    HEADING("1;4"),
    STRONG("1"),
    EMPHASIS("3"),
    CODE("36"),
    LINK("4"),
    DIM("2"),
    GOOD("32"),
    WARNING("33"),
    ERROR("31"),
    PROMPT("1;36");

    private final String sgr;

    Role(String sgr) {
        this.sgr = sgr;
    }

    /// Parameters of the escape sequence "select graphic rendition" (ECMA-48, 8.3.117), from the
    /// first 16 colours only, because those follow the user's own palette; empty for none.
    String sgr() {
        return sgr;
    }
}
