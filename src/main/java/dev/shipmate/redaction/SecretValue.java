package dev.shipmate.redaction;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Tells values that could be a secret from references, placeholders, switches and the words of a diagnosis.
final class SecretValue {
    private static final Set<String> NOTHING = Set.of(
            "true",
            "false",
            "null",
            "none",
            "nil",
            "undefined",
            "yes",
            "no",
            "on",
            "off",
            "set",
            "unset",
            "present",
            "missing",
            "changed",
            "hidden",
            "redacted",
            "enabled",
            "disabled",
            "optional",
            "required");

    private static final Set<String> DIAGNOSIS = Set.of(
            "a",
            "an",
            "and",
            "any",
            "are",
            "as",
            "at",
            "authentication",
            "bad",
            "by",
            "can",
            "can't",
            "cannot",
            "configmap",
            "contains",
            "could",
            "couldn't",
            "denied",
            "does",
            "doesn't",
            "empty",
            "error",
            "expired",
            "failed",
            "failure",
            "field",
            "file",
            "flag",
            "for",
            "forbidden",
            "from",
            "get",
            "head",
            "http",
            "has",
            "post",
            "put",
            "dial",
            "request",
            "rpc",
            "context",
            "eof",
            "have",
            "if",
            "illegal",
            "in",
            "incorrect",
            "invalid",
            "is",
            "isn't",
            "it",
            "key",
            "length",
            "malformed",
            "mismatch",
            "missing",
            "must",
            "no",
            "not",
            "of",
            "ok",
            "open",
            "option",
            "or",
            "permission",
            "please",
            "provided",
            "read",
            "refused",
            "required",
            "secret",
            "should",
            "signature",
            "stat",
            "that",
            "the",
            "this",
            "timed",
            "timeout",
            "to",
            "token",
            "unable",
            "unauthorized",
            "unexpected",
            "unknown",
            "unsupported",
            "use",
            "user",
            "username",
            "using",
            "value",
            "was",
            "when",
            "which",
            "will",
            "with",
            "wrong",
            "x509",
            "x509:",
            "you",
            "your");

    private static final List<String> REFERENCES =
            List.of("{{", "<set to ", "/run/", "/var/run/", "/etc/", "secretKeyRef", "valueFrom");

    private SecretValue() {}

    /// Whether something stands there at all: not empty, no switch, no reference, no mask.
    static boolean isWorthHiding(String value) {
        if (value.isBlank() || Mark.covers(value)) {
            return false;
        }
        return !NOTHING.contains(bare(value)) && !isReference(value) && !isMasked(value) && !isSize(value);
    }

    /// Whether a message goes on here rather than telling a value: `token: invalid signature`.
    static boolean isProse(String value) {
        int end = 0;
        while (end < value.length() && value.charAt(end) > ' ') {
            end++;
        }
        return DIAGNOSIS.contains(bare(value.substring(0, end)));
    }

    /// Whether it looks made by a machine: long, and of several kinds of characters.
    static boolean isRandom(String value) {
        if (value.length() < 8 || value.startsWith("sha256:") || isUid(value)) {
            return false;
        }
        int digits = 0;
        int upper = 0;
        int lower = 0;
        int hex = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            digits += Letters.isDigit(c) ? 1 : 0;
            upper += Letters.isUpper(c) ? 1 : 0;
            lower += Letters.isLower(c) ? 1 : 0;
            hex += Letters.isHex(c) ? 1 : 0;
        }
        boolean mixed = upper >= 2 && lower >= 2 && (digits >= 1 || (value.length() >= 12 && upper >= 4));
        boolean longHex = hex == value.length() && value.length() >= 32;
        boolean serial = value.length() >= 16 && digits >= 4 && lower + upper >= 4 && value.indexOf('/') < 0;
        return mixed || longHex || serial;
    }

    private static boolean isUid(String value) {
        return value.length() == 36 && value.charAt(8) == '-' && value.charAt(13) == '-' && value.charAt(23) == '-';
    }

    /// `$(NAME)`, `${NAME}`, `$NAME`, a template, `<set to the key …>`, or a file mounted for it.
    private static boolean isReference(String value) {
        return value.startsWith("$(")
                || value.startsWith("${")
                || (value.startsWith("$") && value.chars().skip(1).allMatch(SecretValue::isVariable))
                || (value.startsWith("<") && value.endsWith(">") && value.length() < 24 && !isRandom(value))
                || REFERENCES.stream().anyMatch(value::startsWith);
    }

    private static boolean isVariable(int c) {
        return Letters.isUpper((char) c) || Letters.isDigit((char) c) || c == '_';
    }

    private static boolean isMasked(String value) {
        return value.toLowerCase(Locale.ROOT).startsWith("[redacted]")
                || value.chars().allMatch(c -> "*xX.#•-_".indexOf(c) >= 0)
                || value.startsWith("****");
    }

    /// `12 bytes`, as the description of a Secret has it.
    static boolean isSize(String value) {
        int digits = 0;
        while (digits < value.length() && Letters.isDigit(value.charAt(digits))) {
            digits++;
        }
        String unit = value.substring(digits).strip();
        return digits > 0
                && Set.of("byte", "bytes", "B", "KiB", "characters", "keys", "key")
                        .contains(unit);
    }

    private static String bare(String word) {
        int end = word.length();
        while (end > 0 && ".,;:!?)]}".indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        return word.substring(0, end).toLowerCase(Locale.ROOT);
    }
}
