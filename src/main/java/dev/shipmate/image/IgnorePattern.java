package dev.shipmate.image;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// One line of a `.dockerignore`. The rules, oddities too, are those of github.com/moby/patternmatcher: `*` and `?`
/// stop at a slash, `**` does not, and `**` at the start or the end compares plain text.
///
/// @param exception whether it lets paths through again
/// @param text the pattern without `!`, cleaned as a path
record IgnorePattern(boolean exception, String text, Kind kind, Pattern expression) {
    private enum Kind {
        EXACT,
        PREFIX,
        SUFFIX,
        EXPRESSION
    }

    private static final String ANY_FOLDERS = "**";
    private static final String WILD = "*?[\\";

    static IgnorePattern parse(String line) {
        boolean exception = line.startsWith("!");
        String given = exception ? line.substring(1).strip() : line;
        String cleaned = clean(given);
        if (given.isEmpty()) {
            throw new PatternSyntaxException("An exception without a path", line, 0);
        }
        Kind kind = kind(cleaned);
        return new IgnorePattern(exception, cleaned, kind, Pattern.compile(expression(cleaned), Pattern.DOTALL));
    }

    boolean matches(String path) {
        return switch (kind) {
            case EXACT -> path.equals(text);
            case PREFIX -> path.startsWith(text.substring(0, text.length() - ANY_FOLDERS.length()));
            case SUFFIX -> {
                String end = text.substring(ANY_FOLDERS.length());
                yield path.endsWith(end) || (end.startsWith("/") && path.equals(end.substring(1)));
            }
            case EXPRESSION -> expression.matcher(path).matches();
        };
    }

    /// Whether the pattern may match something below a folder; yes when in doubt.
    boolean mayMatchIn(String folder) {
        int wild = 0;
        while (wild < text.length() && WILD.indexOf(text.charAt(wild)) < 0) {
            wild++;
        }
        String literal = text.substring(0, wild);
        return literal.startsWith(folder + "/") || (wild < text.length() && (folder + "/").startsWith(literal));
    }

    private static Kind kind(String pattern) {
        Kind kind = Kind.EXACT;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (pattern.startsWith(ANY_FOLDERS, i)) {
                int end = i + (pattern.startsWith("**/", i) ? 3 : 2);
                boolean last = end == pattern.length();
                kind = last && kind == Kind.EXACT ? Kind.PREFIX : Kind.EXPRESSION;
                kind = i == 0 ? Kind.SUFFIX : kind;
                i = end - 1;
            } else if (WILD.indexOf(c) >= 0 || c == ']') {
                kind = Kind.EXPRESSION;
                if (c == '\\') {
                    i++;
                }
            }
        }
        return kind;
    }

    private static String expression(String pattern) {
        var result = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (pattern.startsWith(ANY_FOLDERS, i)) {
                int end = i + (pattern.startsWith("**/", i) ? 3 : 2);
                result.append(end == pattern.length() ? ".*" : "(.*/)?");
                i = end - 1;
            } else if (c == '*') {
                result.append("[^/]*");
            } else if (c == '?') {
                result.append("[^/]");
            } else if (c == '[') {
                int end = classEnd(pattern, i);
                // Java would read a second bracket and `&&` in its own way.
                result.append('[')
                        .append(pattern.substring(i + 1, end)
                                .replace("[", "\\[")
                                .replace("&&", "&\\&"))
                        .append(']');
                i = end;
            } else {
                if (c == '\\' && i + 1 < pattern.length()) {
                    i++;
                    c = pattern.charAt(i);
                }
                result.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return result.toString();
    }

    private static int classEnd(String pattern, int start) {
        int end = pattern.indexOf(']', start + 2);
        if (end < 0) {
            throw new PatternSyntaxException("A bracket is not closed", pattern, start);
        }
        return end;
    }

    /// As Go's `filepath.Clean`, and without the first slash. What leads out of the context matches nothing in it.
    private static String clean(String pattern) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : pattern.split("/", -1)) {
            switch (part) {
                case "", "." -> {}
                case ".." -> {
                    if (parts.isEmpty() && !pattern.startsWith("/")) {
                        return "..";
                    }
                    parts.pollLast();
                }
                default -> parts.addLast(part);
            }
        }
        return parts.isEmpty() ? "." : String.join("/", parts);
    }
}
