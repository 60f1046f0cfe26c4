package dev.shipmate.logs;

import java.util.List;

/// The status with which a request was answered, as a line tells it: `"GET /todos HTTP/1.1" 503`, `GET /todos 503`,
/// `"status":503`, `status_code=503`.
final class HttpStatus {
    /// The line tells of no status.
    static final int NONE = 0;

    private static final List<String> METHODS =
            List.of("GET ", "POST ", "PUT ", "DELETE ", "PATCH ", "HEAD ", "OPTIONS ");
    private static final String FIELD = "status";
    private static final String PROTOCOL = " HTTP/";

    private HttpStatus() {}

    /// The first digit of the first status: 5 for all of which the server is to blame.
    static int classOf(String line) {
        boolean inWord = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (!inWord) {
                int found = switch (c) {
                    case 'G', 'P', 'D', 'H', 'O' -> ofRequest(line, i);
                    case 's' -> ofField(line, i);
                    default -> NONE;
                };
                if (found != NONE) {
                    return found;
                }
            }
            inWord = isWord(c);
        }
        return NONE;
    }

    private static int ofRequest(String line, int start) {
        for (String method : METHODS) {
            if (line.startsWith(method, start)) {
                int path = start + method.length();
                int at = path;
                while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
                    at++;
                }
                if (at == path) {
                    return NONE;
                }
                if (line.startsWith(PROTOCOL, at)) {
                    at += PROTOCOL.length();
                    while (isAt(line, at, '.') || isDigit(line, at)) {
                        at++;
                    }
                }
                at += isAt(line, at, '"') ? 1 : 0;
                return isAt(line, at, ' ') ? number(line, at + 1) : NONE;
            }
        }
        return NONE;
    }

    private static int ofField(String line, int start) {
        if (!line.startsWith(FIELD, start)) {
            return NONE;
        }
        int at = start + FIELD.length();
        at += line.startsWith("_code", at) ? "_code".length() : line.startsWith("Code", at) ? "Code".length() : 0;
        at += isAt(line, at, '"') ? 1 : 0;
        if (!isAt(line, at, '=') && !isAt(line, at, ':')) {
            return NONE;
        }
        at++;
        at += isAt(line, at, ' ') ? 1 : 0;
        at += isAt(line, at, '"') ? 1 : 0;
        return number(line, at);
    }

    /// Of a number of three digits the first.
    private static int number(String line, int at) {
        boolean whole = isDigit(line, at)
                && isDigit(line, at + 1)
                && isDigit(line, at + 2)
                && (at + 3 == line.length() || !isWord(line.charAt(at + 3)));
        return whole ? line.charAt(at) - '0' : NONE;
    }

    private static boolean isAt(String line, int at, char wanted) {
        return at < line.length() && line.charAt(at) == wanted;
    }

    private static boolean isDigit(String line, int at) {
        return at < line.length() && line.charAt(at) >= '0' && line.charAt(at) <= '9';
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
}
