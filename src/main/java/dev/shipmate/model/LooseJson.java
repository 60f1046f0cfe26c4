package dev.shipmate.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Finds JSON objects and arrays inside a text, as models write them: with prose around, line breaks in
/// strings, Python's literals, and braces missing at the end.
final class LooseJson {
    /// A JSON value and where it stands.
    record Piece(int start, int end, JsonNode value) {}

    private LooseJson() {}

    /// The outermost values, in the order of the text. What cannot be parsed is passed over.
    static List<Piece> find(String text) {
        var pieces = new ArrayList<Piece>();
        int from = 0;
        while (from < text.length()) {
            char c = text.charAt(from);
            Optional<Piece> piece = c == '{' || c == '[' ? at(text, from) : Optional.empty();
            piece.ifPresent(pieces::add);
            from = piece.map(Piece::end).orElse(from + 1);
        }
        return pieces;
    }

    /// The value that starts exactly here.
    static Optional<Piece> at(String text, int start) {
        Deque<Character> open = new ArrayDeque<>();
        boolean quoted = false;
        int tag = text.length();
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
                continue;
            }
            switch (c) {
                case '"' -> quoted = true;
                case '<', '`' -> tag = Math.min(tag, i);
                case '{' -> open.push('}');
                case '[' -> open.push(']');
                case '}', ']' -> {
                    if (open.isEmpty() || open.pop() != c) {
                        return Optional.empty();
                    }
                    if (open.isEmpty()) {
                        return parsed(text, start, i + 1, "");
                    }
                }
                default -> {}
            }
        }
        // Braces are missing: the value ends where the next tag begins, or with the text.
        boolean whole = tag == text.length();
        var closing = new StringBuilder(quoted && whole ? "\"" : "");
        open.forEach(closing::append);
        return parsed(text, start, tag, closing.toString());
    }

    private static Optional<Piece> parsed(String text, int start, int end, String closing) {
        String json = text.substring(start, end) + closing;
        JsonNode value = Json.parseLenient(json);
        if (value.isMissingNode()) {
            value = Json.parseLenient(withJsonLiterals(json));
        }
        return value.isContainer() ? Optional.of(new Piece(start, end, value)) : Optional.empty();
    }

    private static String withJsonLiterals(String json) {
        return json.replaceAll("(?<=[:,\\[]\\s{0,4})True\\b", "true")
                .replaceAll("(?<=[:,\\[]\\s{0,4})False\\b", "false")
                .replaceAll("(?<=[:,\\[]\\s{0,4})None\\b", "null");
    }
}
