package dev.shipmate.redaction;

/// Passwords within addresses: `postgres://user:password@host`, `user:password@tcp(host)`, `curl -u user:password`,
/// `jdbc:oracle:thin:user/password@//host`.
final class UrlPasswords {
    private static final int LONGEST_USER_INFO = 512;
    private static final int SHORTEST_USER_TOKEN = 16;

    private UrlPasswords() {}

    static void find(String text, Spans spans) {
        findUserInfo(text, "://", spans);
        findUserInfo(text, ":\\/\\/", spans);
        findDataSource(text, "@tcp(", spans);
        findDataSource(text, "@unix(", spans);
        findOracle(text, "oracle:thin:", spans);
        findOracle(text, "oracle:oci:", spans);
        findOracle(text, "oracle:oci8:", spans);
        findOption(text, "-u ", spans);
        findOption(text, "--user ", spans);
        findOption(text, "--user=", spans);
    }

    private static void findUserInfo(String text, String separator, Spans spans) {
        int scheme = text.indexOf(separator);
        int nextAt = text.indexOf('@');
        while (scheme >= 0 && nextAt >= 0) {
            int start = scheme + separator.length();
            if (nextAt < start) {
                nextAt = text.indexOf('@', start);
            }
            int at = nextAt - start < LONGEST_USER_INFO ? userInfoEnd(text, start, addressEnd(text, start)) : -1;
            if (at > start) {
                mask(text, start, at, spans);
            }
            scheme = text.indexOf(separator, start);
        }
    }

    /// The `@` before the host. A password may hold a `/` or another `@` that should have been escaped; a port may
    /// not, and neither is an `@` that begins a part of a path meant.
    private static int userInfoEnd(String text, int start, int end) {
        int slash = start;
        while (slash < end && "/?#".indexOf(text.charAt(slash)) < 0) {
            slash++;
        }
        int first = text.indexOf('@', start, slash);
        int colon = text.indexOf(':', start, first < 0 ? slash : first);
        if (colon < 0) {
            return first < 0 ? -1 : lastHostSign(text, first, slash);
        }
        if (first < 0 && colon + 1 < slash && allDigits(text, colon + 1, slash)) {
            return -1;
        }
        return lastHostSign(text, colon, queryStart(text, colon, end));
    }

    /// The last `@` that does not begin a part of the path, such as the scope of a package; else the last of all.
    private static int lastHostSign(String text, int start, int end) {
        int last = -1;
        for (int i = end - 1; i >= start; i--) {
            if (text.charAt(i) == '@') {
                if (text.charAt(i - 1) != '/') {
                    return i;
                }
                last = Math.max(last, i);
            }
        }
        return last;
    }

    /// Where the query or the next address of a list begins, or `end`: an `@` behind it is about something else.
    private static int queryStart(String text, int start, int end) {
        int next = text.indexOf("://", start, end);
        int limit = next < 0 ? end : next;
        for (int i = start; i < limit; i++) {
            if (text.charAt(i) == '?') {
                int name = i + 1;
                while (name < limit && Letters.isName(text.charAt(name))) {
                    name++;
                }
                if (name > i + 1 && name < limit && text.charAt(name) == '=') {
                    return i;
                }
            }
        }
        return limit;
    }

    private static boolean allDigits(String text, int start, int end) {
        return text.substring(start, end).chars().allMatch(c -> Letters.isDigit((char) c));
    }

    private static void mask(String text, int start, int at, Spans spans) {
        int colon = start + text.substring(start, at).indexOf(':');
        if (colon >= start) {
            if (SecretValue.isWorthHiding(text.substring(colon + 1, at))) {
                spans.add(colon + 1, at, "password");
            }
        } else if (at - start >= SHORTEST_USER_TOKEN && SecretValue.isRandom(text.substring(start, at))) {
            spans.add(start, at, "token");
        }
    }

    private static int addressEnd(String text, int start) {
        int end = start;
        int limit = Math.min(text.length(), start + LONGEST_USER_INFO);
        while (end < limit && !isAddressEnd(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isAddressEnd(char c) {
        return c <= ' ' || c == '"' || c == '\'' || c == '`' || c == '<' || c == '>' || c == '|';
    }

    private static void findDataSource(String text, String host, Spans spans) {
        int at = text.indexOf(host);
        while (at >= 0) {
            int start = at;
            while (start > 0 && at - start < 256 && !isAddressEnd(text.charAt(start - 1))) {
                start--;
            }
            mask(text, start, at, spans);
            at = text.indexOf(host, at + 1);
        }
    }

    private static void findOracle(String text, String driver, Spans spans) {
        int found = text.indexOf(driver);
        while (found >= 0) {
            int start = found + driver.length();
            int end = addressEnd(text, start);
            int slash = text.indexOf('/', start, end);
            int at = slash < 0 ? -1 : text.substring(slash, end).lastIndexOf('@');
            if (at > 1 && SecretValue.isWorthHiding(text.substring(slash + 1, slash + at))) {
                spans.add(slash + 1, slash + at, "password");
            }
            found = text.indexOf(driver, start);
        }
    }

    private static void findOption(String text, String option, Spans spans) {
        int at = text.indexOf(option);
        while (at >= 0) {
            int start = at + option.length();
            if (at == 0 || Letters.isGap(text.charAt(at - 1))) {
                int end = addressEnd(text, start);
                if (text.substring(start, end).indexOf(':') > 0) {
                    mask(text, start, end, spans);
                }
            }
            at = text.indexOf(option, start);
        }
    }
}
