package dev.shipmate.redaction;

import java.util.Optional;

/// Values that stand under a telling name: in settings, JSON, YAML, queries, options and two columns.
final class NamedValues {
    private static final int LONGEST_NAME = 120;
    private static final int SHORTEST_NUMBER = 6;
    private static final int SHORTEST_PIN = 4;
    private static final int LONGEST_PIN = 12;
    private static final int LONGEST_UNIT = 12;

    private final String text;
    private final Spans spans;

    NamedValues(String text, Spans spans) {
        this.text = text;
        this.spans = spans;
    }

    void find() {
        int at = 0;
        while (at < text.length()) {
            int mark = Mark.endAt(text, at);
            if (mark > 0) {
                at = mark;
            } else if (Letters.isName(text.charAt(at))) {
                int end = at;
                while (end < text.length() && Letters.isName(text.charAt(end))) {
                    end++;
                }
                at = end - at <= LONGEST_NAME ? Math.max(end, examine(at, end)) : end;
            } else {
                at++;
            }
        }
    }

    /// Masks the value of one name; returns where it ends, or 0 when nothing was masked.
    private int examine(int start, int end) {
        var separator = Separator.after(text, start, end);
        if (separator.kind() == Separator.Kind.NONE) {
            return 0;
        }
        String name = text.substring(start, end);
        if (name.equalsIgnoreCase("name") || name.equals("key")) {
            return examineEntry(start, separator);
        }
        return TellingName.of(name)
                .map(telling -> mask(telling, start, end, separator))
                .orElse(0);
    }

    /// `name: DB_PASSWORD` followed by `value: …`, as Kubernetes lists the environment of a container.
    private int examineEntry(int start, Separator separator) {
        var value = Value.at(text, start, separator);
        Optional<TellingName> telling = TellingName.of(value.in(text)).filter(TellingName::sure);
        if (telling.isEmpty()) {
            return 0;
        }
        int next = value.end();
        while (next < text.length() && next < value.end() + 120 && isBetweenFields(next)) {
            next += text.charAt(next) == '\\' ? 2 : 1;
        }
        int end = next + "value".length();
        if (!text.regionMatches(true, next, "value", 0, "value".length())) {
            return 0;
        }
        var valueSeparator = Separator.after(text, next, end);
        return switch (valueSeparator.kind()) {
            case EQUALS, COLON -> mask(telling.get(), next, end, valueSeparator);
            case TIGHT_COLON, OPTION, COLUMN, NONE -> 0;
        };
    }

    private boolean isBetweenFields(int at) {
        char c = text.charAt(at);
        return c <= ' ' || Letters.isQuote(c) || c == ',' || c == '\\';
    }

    private int mask(TellingName telling, int start, int end, Separator separator) {
        var value = Value.at(text, start, separator);
        String secret = value.in(text);
        if (!SecretValue.isWorthHiding(secret) || !fits(telling, secret, value.delimited())) {
            return 0;
        }
        boolean hidden = switch (separator.kind()) {
            case EQUALS -> true;
            case COLON -> value.delimited() || !isSentence(start, value);
            case TIGHT_COLON -> isTightSecret(telling, start, secret);
            case OPTION -> telling.sure() && !secret.startsWith("-") && !SecretValue.isProse(secret);
            case COLUMN -> telling.sure() && isColumn(start, end, value);
            case NONE -> false;
        };
        if (!hidden || (telling.word().equals("dsn") && spans.touches(value.start(), value.end()))) {
            return 0;
        }
        spans.add(value.start(), value.end(), telling.word());
        return value.end();
    }

    private static boolean fits(TellingName telling, String secret, boolean delimited) {
        if (telling.word().equals(TellingName.PIN)) {
            return isPin(secret);
        }
        if (!telling.sure()) {
            return secret.length() >= (delimited ? 8 : 16) && SecretValue.isRandom(secret);
        }
        boolean number = secret.chars().allMatch(c -> Letters.isDigit((char) c) || c == '.');
        return !number || telling.word().equals("password") || secret.length() >= SHORTEST_NUMBER;
    }

    private static boolean isPin(String secret) {
        return secret.length() >= SHORTEST_PIN
                && secret.length() <= LONGEST_PIN
                && secret.chars().allMatch(c -> Letters.isDigit((char) c));
    }

    /// Whether the value is the beginning of a message: `cannot read the token: no such file`.
    private boolean isSentence(int start, Value value) {
        String said = value.in(text);
        if (SecretValue.isProse(said) || said.endsWith(":") || isSizeAhead(value)) {
            return true;
        }
        return !Value.startsLine(text, start) && isWord(said) && isWordAhead(value.end());
    }

    private boolean isSizeAhead(Value value) {
        int limit = Math.min(text.length(), value.end() + LONGEST_UNIT);
        String ahead = text.substring(value.start(), Letters.lineEnd(text, value.end(), limit));
        int unitEnd = ahead.indexOf(' ') + 1;
        while (unitEnd < ahead.length() && Letters.isLower(ahead.charAt(unitEnd))) {
            unitEnd++;
        }
        return unitEnd > 1 && SecretValue.isSize(ahead.substring(0, unitEnd));
    }

    private boolean isWordAhead(int at) {
        int start = Letters.skipGap(text, at);
        return start > at && start < text.length() && Letters.isLower(text.charAt(start));
    }

    private static boolean isWord(String value) {
        return value.chars().allMatch(c -> Letters.isLower((char) c));
    }

    /// Without a space it may be the tag of an image, so only passwords and what looks random count.
    private boolean isTightSecret(TellingName telling, int start, String secret) {
        boolean image = start > 0 && text.charAt(start - 1) == '/';
        boolean hex = secret.chars().allMatch(c -> Letters.isHex((char) c));
        return !image
                && (telling.word().equals("password")
                        || telling.word().equals(TellingName.PIN)
                        || (SecretValue.isRandom(secret) && !hex));
    }

    /// Two columns are a setting when the name is written like a variable, or when there are just two.
    private boolean isColumn(int start, int end, Value value) {
        String secret = value.in(text);
        if (SecretValue.isProse(secret) || secret.chars().noneMatch(c -> !Letters.isUpper((char) c) && c != '-')) {
            return false;
        }
        if (TellingName.isEnvironmentStyle(text.substring(start, end))) {
            return true;
        }
        int rest = value.end();
        while (rest < text.length() && (Letters.isGap(text.charAt(rest)) || text.charAt(rest) == '|')) {
            rest++;
        }
        boolean lastColumn = rest == text.length() || Letters.isLineEnd(text.charAt(rest));
        return lastColumn && Value.startsLine(text, start) && secret.chars().anyMatch(c -> Letters.isDigit((char) c));
    }
}
