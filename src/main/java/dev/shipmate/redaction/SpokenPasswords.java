package dev.shipmate.redaction;

import java.util.List;
import java.util.Set;

/// Passwords that a sentence tells: `Password is x`, `the password for admin: x`, `login todo password x`.
///
/// A sentence about a password, such as "the password is wrong", goes on in plain words; so what is hidden is in
/// quotes or has a digit, or a capital behind its first letter.
final class SpokenPasswords {
    private static final List<String> NAMES = List.of("password", "passwd", "passphrase", "passcode");
    private static final Set<String> TELLING = Set.of("is", "was", "=", ":", "->");
    private static final Set<String> BETWEEN = Set.of("for", "of", "set", "changed", "reset", "now", "to");
    /// Endings of words that say how a password is kept: `SCRAM-SHA-256`, `base64-encoded`, `SQLException`.
    private static final List<String> KEPT =
            List.of("-encoded", "-hashed", "-encrypted", "-protected", "-based", "-256", "-512", "Exception", "Error");
    private static final int MOST_BETWEEN = 5;
    private static final int SHORTEST = 6;
    private static final int SHORTEST_NUMBER = 4;
    private static final int LEAST_LETTERS = 3;
    private static final int LONGEST = 256;

    private SpokenPasswords() {}

    static void find(String text, Spans spans) {
        int at = Letters.indexOf(text, "pass", 0);
        while (at >= 0) {
            int start = at;
            int end = NAMES.stream()
                    .filter(name -> text.regionMatches(true, start, name, 0, name.length()))
                    .mapToInt(name -> start + name.length())
                    .findFirst()
                    .orElse(0);
            if (end > 0 && (at == 0 || !Letters.isName(text.charAt(at - 1)))) {
                examine(text, at, end, spans);
            }
            at = Letters.indexOf(text, "pass", at + 1);
        }
    }

    private static void examine(String text, int start, int end, Spans spans) {
        int next = Letters.skipGap(text, end);
        if (next == end) {
            return;
        }
        if (isNetrc(text, start, next)) {
            mask(text, next, spans);
            return;
        }
        Word word = Word.at(text, next);
        for (int i = 0; i < MOST_BETWEEN && word.end() > word.start(); i++) {
            String said = word.in(text);
            boolean asName = i > 0 && (said.endsWith(":") || said.endsWith("="));
            if (asName || TELLING.contains(said) || (i > 0 && said.equals("to"))) {
                told(text, Letters.skipGap(text, word.end()), spans);
                if (!followedByFiller(text, word.end())) {
                    return;
                }
            } else if (i == 0 && !BETWEEN.contains(said)) {
                return;
            }
            word = Word.at(text, Letters.skipGap(text, word.end()));
        }
    }

    /// `was changed to x`: the value comes later.
    private static boolean followedByFiller(String text, int end) {
        return BETWEEN.contains(Word.at(text, Letters.skipGap(text, end)).in(text));
    }

    private static void told(String text, int start, Spans spans) {
        String value = text.substring(valueStart(text, start), valueEnd(text, start));
        boolean quoted = valueStart(text, start) > start;
        if (quoted ? !SecretValue.isProse(value) : isTelling(value)) {
            mask(text, start, spans);
        }
    }

    private static boolean isTelling(String value) {
        if (SecretValue.isProse(value) || value.endsWith(":") || KEPT.stream().anyMatch(value::endsWith)) {
            return false;
        }
        if (value.chars().allMatch(c -> Letters.isDigit((char) c))) {
            return value.length() >= SHORTEST_NUMBER;
        }
        boolean digit = value.chars().anyMatch(c -> Letters.isDigit((char) c));
        boolean lower = value.chars().anyMatch(c -> Letters.isLower((char) c));
        boolean laterUpper = value.chars().skip(1).anyMatch(c -> Letters.isUpper((char) c));
        long letters = value.chars()
                .filter(c -> Letters.isLower((char) c) || Letters.isUpper((char) c))
                .count();
        return value.length() >= SHORTEST && letters >= LEAST_LETTERS && (digit || (lower && laterUpper));
    }

    private static void mask(String text, int start, Spans spans) {
        int first = valueStart(text, start);
        int end = valueEnd(text, start);
        if (SecretValue.isWorthHiding(text.substring(first, end))) {
            spans.add(first, end, "password");
        }
    }

    private static int valueStart(String text, int start) {
        return start < text.length() && Letters.isQuote(text.charAt(start)) ? start + 1 : start;
    }

    /// The end of a word without the sentence's own signs, or of what stands in quotes.
    private static int valueEnd(String text, int start) {
        int first = valueStart(text, start);
        if (first > start) {
            int lineEnd = Letters.lineEnd(text, first, Math.min(text.length(), first + LONGEST));
            int closing = text.indexOf(text.charAt(start), first, lineEnd);
            return closing < 0 ? lineEnd : closing;
        }
        int mark = Mark.endAt(text, start);
        int end = mark > 0 ? mark : Word.at(text, start).end();
        while (mark < 0 && end > start && ".,;)".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    /// `machine HOST login USER password x`, whose words may stand on several lines.
    private static boolean isNetrc(String text, int start, int value) {
        Word user = Word.before(text, start);
        Word login = Word.before(text, user.start());
        if (!login.in(text).equals("login")) {
            return false;
        }
        Word machine = Word.before(text, Word.before(text, login.start()).start());
        return machine.in(text).equals("machine") || isTelling(text.substring(value, valueEnd(text, value)));
    }

    /// What stands between two gaps.
    private record Word(int start, int end) {
        static Word at(String text, int start) {
            int end = start;
            while (end < text.length() && text.charAt(end) > ' ') {
                end++;
            }
            return new Word(start, end);
        }

        static Word before(String text, int limit) {
            int end = limit;
            while (end > 0 && text.charAt(end - 1) <= ' ') {
                end--;
            }
            int start = end;
            while (start > 0 && text.charAt(start - 1) > ' ') {
                start--;
            }
            return new Word(start, end);
        }

        String in(String text) {
            return text.substring(start, end);
        }
    }
}
