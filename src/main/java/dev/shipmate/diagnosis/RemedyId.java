package dev.shipmate.diagnosis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// The short name of a remedy, such as `4f2a91bc`.
///
/// It is made from what was found, where, and the whole change, so that the same ID never stands for another change:
/// who has seen one and says yes to its ID later gets that change or none.
public final class RemedyId {
    private static final int DIGITS = 8;

    /// An ID within a text.
    public static final Pattern PATTERN = Pattern.compile("[0-9a-f]{%d}".formatted(DIGITS));

    private RemedyId() {}

    public static String of(Finding finding, Remedy remedy) {
        ObjectNode change = RemedyJson.write(remedy);
        // The title is for people and may be worded better some day.
        change.remove("title");
        return hash("%s\n%s\n%s\n%s".formatted(finding.id(), finding.namespace(), finding.object(), change));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
