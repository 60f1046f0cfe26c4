package dev.shipmate.redaction;

import java.util.Locale;
import java.util.Set;

/// Credentials in HTTP headers: the scheme and value of an authorization, and the values of cookies.
final class Headers {
    private static final Set<String> COOKIE_ATTRIBUTES =
            Set.of("path", "domain", "expires", "max-age", "samesite", "priority", "version");

    private Headers() {}

    static void find(String text, Spans spans) {
        findScheme(text, "bearer", "bearer token", spans);
        findScheme(text, "basic", "basic credentials", spans);
        findScheme(text, "digest", "digest credentials", spans);
        findAuthorization(text, spans);
        findCookies(text, spans);
    }

    /// `Bearer` and a word that no sentence would have there.
    private static void findScheme(String text, String scheme, String word, Spans spans) {
        int at = Letters.indexOf(text, scheme, 0);
        while (at >= 0) {
            int start = Letters.skipGap(text, at + scheme.length());
            int end = valueEnd(text, start);
            boolean apart = start > at + scheme.length() && (at == 0 || !Letters.isAlphanumeric(text.charAt(at - 1)));
            if (apart && end - start >= 8 && SecretValue.isRandom(text.substring(start, end))) {
                spans.add(start, end, word);
            }
            at = Letters.indexOf(text, scheme, at + scheme.length());
        }
    }

    /// `Authorization: <scheme> <value>`, whatever the scheme and however short the value.
    private static void findAuthorization(String text, Spans spans) {
        String header = "authorization";
        int at = Letters.indexOf(text, header, 0);
        while (at >= 0) {
            int next = at + header.length();
            int start = headerValue(text, next);
            if (start >= 0) {
                int first = valueEnd(text, start);
                int second = Letters.skipGap(text, first);
                boolean scheme = second > first && allLetters(text, start, first);
                int end = scheme ? valueEnd(text, second) : first;
                next = end;
                int from = scheme && end > second ? second : start;
                String value = text.substring(from, end);
                if (SecretValue.isWorthHiding(value) && !SecretValue.isProse(value) && end - from >= 4) {
                    spans.add(from, end, "authorization");
                }
            }
            at = Letters.indexOf(text, header, next);
        }
    }

    private static void findCookies(String text, Spans spans) {
        String header = "cookie";
        int at = Letters.indexOf(text, header, 0);
        while (at >= 0) {
            int start = headerValue(text, at + header.length());
            int end = at + header.length();
            if (start >= 0) {
                end = cookiesEnd(text, start);
                maskCookies(text, start, end, spans);
            }
            at = Letters.indexOf(text, header, end);
        }
    }

    private static int cookiesEnd(String text, int start) {
        int end = start;
        while (end < text.length() && !Letters.isLineEnd(text.charAt(end)) && !Letters.isQuote(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static void maskCookies(String text, int start, int end, Spans spans) {
        int at = start;
        while (at < end) {
            int next = text.indexOf(';', at);
            int cookieEnd = next < 0 || next > end ? end : next;
            int equals = text.indexOf('=', at);
            if (equals >= 0 && equals < cookieEnd) {
                String name = text.substring(at, equals).strip().toLowerCase(Locale.ROOT);
                int valueEnd = Math.min(cookieEnd, valueEnd(text, equals + 1));
                if (!COOKIE_ATTRIBUTES.contains(name)
                        && SecretValue.isWorthHiding(text.substring(equals + 1, valueEnd))) {
                    spans.add(equals + 1, valueEnd, "cookie");
                }
            }
            at = cookieEnd + 1;
        }
    }

    /// Where the value of a header begins whose name ends at `end`, or -1 when this is no header.
    private static int headerValue(String text, int end) {
        int at = end;
        while (at < text.length() && (Letters.isQuote(text.charAt(at)) || text.charAt(at) == '\\')) {
            at++;
        }
        at = Letters.skipGap(text, at);
        if (at >= text.length() || (text.charAt(at) != ':' && text.charAt(at) != '=')) {
            return -1;
        }
        at = Letters.skipGap(text, at + 1);
        while (at < text.length() && ("[\\".indexOf(text.charAt(at)) >= 0 || Letters.isQuote(text.charAt(at)))) {
            if (Mark.endAt(text, at) > 0) {
                return -1;
            }
            at++;
        }
        return at;
    }

    private static int valueEnd(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) > ' ' && "\"'`,;\\]})<>".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static boolean allLetters(String text, int start, int end) {
        return text.substring(start, end)
                .chars()
                .allMatch(c -> Letters.isLower((char) c) || Letters.isUpper((char) c) || c == '-' || c == '4');
    }
}
