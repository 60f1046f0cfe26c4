package dev.shipmate.redaction;

import java.util.List;
import java.util.regex.Pattern;

/// Text from the cluster without anything that could steer a terminal: no escape sequences, no control characters, no
/// marks that turn the writing direction.
public final class PlainText {
    /// CSI, then OSC and its kin up to their terminator, then two-byte escapes.
    private static final Pattern SEQUENCES = Pattern.compile("(?:\\x1B\\[|\\x{9B})[0-?]*[ -/]*[@-~]?"
            + "|(?:\\x1B[\\]P^_X]|[\\x{9D}\\x{90}\\x{9E}\\x{9F}\\x{98}])[^\\x07\\x1B\\x{9C}]*(?:\\x07|\\x1B\\\\|\\x{9C})?"
            + "|\\x1B[ -/]*[0-~]?");
    private static final Pattern CONTROLS = Pattern.compile(
            "[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x{9F}\\x{200E}\\x{200F}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]");

    private PlainText() {}

    /// One line: line breaks become spaces, tabs four of them.
    public static String line(String text) {
        String flat = text.replace("\t", "    ").replace("\r\n", " ").replace('\n', ' ');
        return isPlain(flat)
                ? flat
                : CONTROLS.matcher(SEQUENCES.matcher(flat).replaceAll("")).replaceAll("");
    }

    /// Each of the texts as one line.
    public static List<String> lines(List<String> texts) {
        return texts.stream().map(PlainText::line).toList();
    }

    /// Nearly every text is, and looking is cheaper than replacing.
    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> (c >= ' ' && c < 0x7F) || (c > 0x9F && c < 0x200E));
    }
}
