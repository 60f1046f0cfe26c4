package dev.shipmate.terminal;

import java.util.Locale;
import java.util.Map;

/// How roles and icons look: with colours or without, with Unicode signs or in ASCII.
public record Theme(boolean colour, boolean unicode) {
    /// No escape sequence and no sign beyond ASCII.
    public static final Theme PLAIN = new Theme(false, false);

    /// The theme for a stream. `NO_COLOR` is honoured as https://no-color.org asks: "when present
    /// and not an empty string (regardless of its value), prevents the addition of ANSI color".
    ///
    /// @param terminal whether the stream ends at a terminal
    /// @param noColor whether the user asked for no colour
    public static Theme detect(Map<String, String> environment, boolean terminal, boolean noColor) {
        if (!terminal || dumb(environment)) {
            return PLAIN;
        }
        boolean unwanted = noColor || !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Theme(!unwanted, utf8(environment));
    }

    static boolean dumb(Map<String, String> environment) {
        String type = environment.getOrDefault("TERM", "");
        return type.equals("dumb") || (type.isEmpty() && !windows());
    }

    private static boolean windows() {
        return System.getProperty("os.name", "").startsWith("Windows");
    }

    /// The first of these that is set decides (POSIX, Base Definitions, 8.2).
    private static boolean utf8(Map<String, String> environment) {
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String locale = environment.getOrDefault(name, "").toUpperCase(Locale.ROOT);
            if (!locale.isEmpty()) {
                return locale.contains("UTF-8") || locale.contains("UTF8");
            }
        }
        return System.getProperty("stdout.encoding", "").equalsIgnoreCase("UTF-8");
    }

    String paint(Styled line) {
        StringBuilder painted = new StringBuilder();
        for (Span span : line.spans()) {
            if (colour && !span.role().sgr().isEmpty()) {
                painted.append("\u001b[").append(span.role().sgr()).append('m');
                painted.append(span.text()).append("\u001b[0m");
            } else {
                painted.append(span.text());
            }
        }
        return painted.toString();
    }
}
