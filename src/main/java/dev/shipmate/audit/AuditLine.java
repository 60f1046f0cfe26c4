package dev.shipmate.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A line of an audit log that is as it was written: a JSON object whose last field is the SHA-256 of all before it.
///
/// @param number from 1
/// @param text one character is one byte
record AuditLine(long number, String hash, String before, String torn, String text) {
    /// What the first line follows.
    static final AuditLine NONE = new AuditLine(0, "", "", "", "");

    private static final Pattern SIGNED = Pattern.compile("(\\{\"n\":(\\d{1,18}),.*),\"hash\":\"([0-9a-f]{64})\"}");
    private static final Pattern BEFORE =
            Pattern.compile("(?:,\"torn\":\"([0-9a-f]{64})\")?,\"before\":\"([0-9a-f]{64}|)\"$");

    /// Puts the hash behind an object that ends with `before`.
    static AuditLine of(long number, String object) {
        String open = latin(object.substring(0, object.length() - 1));
        String hash = hash(open);
        return new AuditLine(
                number, hash, "", "", object.substring(0, object.length() - 1) + ",\"hash\":\"" + hash + "\"}");
    }

    /// Empty for a line that is none, or is not as it was written.
    static Optional<AuditLine> read(String line) {
        Matcher signed = SIGNED.matcher(line);
        if (!signed.matches() || !hash(signed.group(1)).equals(signed.group(3))) {
            return Optional.empty();
        }
        Matcher before = BEFORE.matcher(signed.group(1));
        return before.find()
                ? Optional.of(new AuditLine(
                        Long.parseLong(signed.group(2)),
                        signed.group(3),
                        before.group(2),
                        before.group(1) == null ? "" : before.group(1),
                        line))
                : Optional.empty();
    }

    /// Of a text in which one character is one byte.
    static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }

    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
