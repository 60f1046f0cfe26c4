package dev.shipmate.redaction;

import java.util.List;

/// A kind of credential that is known by how it begins, such as `ghp_…`.
///
/// @param prefix what it begins with, at the beginning of a word
/// @param body the characters that may follow
/// @param shortest how many of them at least; a key that was cut short in a log is still a key
/// @param mixed whether a body of lower-case letters and dashes alone is a name and no key
record KeyShape(String prefix, Alphabet body, int shortest, boolean mixed, String word) {
    /// The characters that may follow a prefix.
    enum Alphabet {
        ALPHANUMERIC,
        HEX,
        /// Letters, digits, `-` and `_`.
        URL_SAFE,
        /// URL-safe parts with dots between them.
        DOTTED,
        /// Any kind of Base64, with dots.
        ENCODED;

        boolean holds(char c) {
            return switch (this) {
                case ALPHANUMERIC -> Letters.isAlphanumeric(c);
                case HEX -> Letters.isHex(c);
                case URL_SAFE -> Letters.isAlphanumeric(c) || c == '-' || c == '_';
                case DOTTED -> Letters.isName(c);
                case ENCODED -> Letters.isBase64(c) || c == '.' || c == '=';
            };
        }
    }

    static final List<KeyShape> ALL = List.of(
            new KeyShape("eyJ", Alphabet.ENCODED, 12, true, "token"),
            new KeyShape("LS0tLS1CRUdJTi", Alphabet.ENCODED, 8, false, "encoded PEM block"),
            new KeyShape("AKIA", Alphabet.ALPHANUMERIC, 12, false, "AWS key"),
            new KeyShape("ASIA", Alphabet.ALPHANUMERIC, 12, false, "AWS key"),
            new KeyShape("AIza", Alphabet.URL_SAFE, 30, true, "Google key"),
            new KeyShape("GOCSPX-", Alphabet.URL_SAFE, 16, true, "Google key"),
            new KeyShape("ya29.", Alphabet.DOTTED, 20, true, "Google token"),
            new KeyShape("1//0", Alphabet.URL_SAFE, 30, true, "Google token"),
            new KeyShape("ghp_", Alphabet.ALPHANUMERIC, 16, false, "GitHub token"),
            new KeyShape("gho_", Alphabet.ALPHANUMERIC, 16, false, "GitHub token"),
            new KeyShape("ghu_", Alphabet.ALPHANUMERIC, 16, false, "GitHub token"),
            new KeyShape("ghs_", Alphabet.ALPHANUMERIC, 16, false, "GitHub token"),
            new KeyShape("ghr_", Alphabet.ALPHANUMERIC, 16, false, "GitHub token"),
            new KeyShape("github_pat_", Alphabet.URL_SAFE, 16, false, "GitHub token"),
            new KeyShape("glpat-", Alphabet.URL_SAFE, 16, true, "GitLab token"),
            new KeyShape("gldt-", Alphabet.URL_SAFE, 16, true, "GitLab token"),
            new KeyShape("glrt-", Alphabet.URL_SAFE, 16, true, "GitLab token"),
            new KeyShape("xoxb-", Alphabet.URL_SAFE, 10, true, "Slack token"),
            new KeyShape("xoxp-", Alphabet.URL_SAFE, 10, true, "Slack token"),
            new KeyShape("xoxa-", Alphabet.URL_SAFE, 10, true, "Slack token"),
            new KeyShape("xoxr-", Alphabet.URL_SAFE, 10, true, "Slack token"),
            new KeyShape("xoxs-", Alphabet.URL_SAFE, 10, true, "Slack token"),
            new KeyShape("xapp-", Alphabet.URL_SAFE, 10, true, "Slack token"),
            new KeyShape("sk-", Alphabet.URL_SAFE, 20, true, "API key"),
            new KeyShape("sk_live_", Alphabet.ALPHANUMERIC, 10, false, "Stripe key"),
            new KeyShape("sk_test_", Alphabet.ALPHANUMERIC, 10, false, "Stripe key"),
            new KeyShape("rk_live_", Alphabet.ALPHANUMERIC, 10, false, "Stripe key"),
            new KeyShape("rk_test_", Alphabet.ALPHANUMERIC, 10, false, "Stripe key"),
            new KeyShape("whsec_", Alphabet.ENCODED, 10, true, "Stripe key"),
            new KeyShape("npm_", Alphabet.ALPHANUMERIC, 30, false, "npm token"),
            new KeyShape("dckr_pat_", Alphabet.URL_SAFE, 16, false, "Docker token"),
            new KeyShape("dckr_oat_", Alphabet.URL_SAFE, 16, false, "Docker token"),
            new KeyShape("SG.", Alphabet.DOTTED, 30, true, "SendGrid key"),
            new KeyShape("SK", Alphabet.HEX, 32, false, "Twilio key"),
            new KeyShape("hvs.", Alphabet.URL_SAFE, 20, true, "Vault token"),
            new KeyShape("hf_", Alphabet.ALPHANUMERIC, 30, true, "Hugging Face token"),
            new KeyShape("pypi-", Alphabet.URL_SAFE, 30, true, "PyPI token"),
            new KeyShape("AGE-SECRET-KEY-", Alphabet.ALPHANUMERIC, 30, false, "private key"),
            new KeyShape("hooks.slack.com/services/", Alphabet.ENCODED, 20, false, "webhook"));

    /// The length of the shortest key in the table: a text without a word that long holds none.
    static final int SHORTEST = 15;

    void find(String text, Spans spans) {
        int start = text.indexOf(prefix);
        while (start >= 0) {
            int end = start + prefix.length();
            while (end < text.length() && body.holds(text.charAt(end))) {
                end++;
            }
            if (beginsWord(text, start) && end - start - prefix.length() >= shortest && isKey(text, start, end)) {
                spans.add(start, end, word);
            }
            start = text.indexOf(prefix, end);
        }
    }

    private static boolean beginsWord(String text, int start) {
        return start == 0 || !Letters.isAlphanumeric(text.charAt(start - 1));
    }

    private boolean isKey(String text, int start, int end) {
        if (!mixed) {
            return true;
        }
        return text.substring(start + prefix.length(), end)
                        .chars()
                        .filter(c -> Letters.isUpper((char) c) || Letters.isDigit((char) c))
                        .limit(3)
                        .count()
                == 3;
    }
}
