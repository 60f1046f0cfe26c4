package dev.shipmate.conversation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Known signs of trouble in a text that a user sent along, such as `OOMKilled`, and what each means.
final class AttachmentSigns {
    private static final int SHOWN = 8;
    private static final int LINE = 240;

    private final List<Sign> signs;

    private AttachmentSigns(List<Sign> signs) {
        this.signs = List.copyOf(signs);
    }

    /// Reads `conversation/signs.tsv`: a regular expression, a tab, and the meaning; most telling first.
    static AttachmentSigns load() {
        try (InputStream table = AttachmentSigns.class.getResourceAsStream("/conversation/signs.tsv")) {
            if (table == null) {
                throw new IllegalStateException("conversation/signs.tsv is missing.");
            }
            return new AttachmentSigns(new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> line.split("\t", 2))
                    .map(cells -> new Sign(Pattern.compile(cells[0]), cells[1]))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read conversation/signs.tsv.", e);
        }
    }

    /// The meaning of each sign that occurs, with the newest line that shows it; blank when none does.
    String markdown(String text) {
        List<String> lines = text.lines().toList();
        var found = new ArrayList<String>();
        for (Sign sign : signs) {
            lines.reversed().stream()
                    .filter(line -> sign.pattern().matcher(line).find())
                    .findFirst()
                    .ifPresent(line -> found.add("- %s: `%s`".formatted(sign.meaning(), quoted(line))));
        }
        return String.join("\n", found.subList(0, Math.min(SHOWN, found.size())));
    }

    private static String quoted(String line) {
        String shown = line.strip().replace('`', '\'');
        return shown.length() <= LINE ? shown : shown.substring(0, LINE) + "…";
    }

    private record Sign(Pattern pattern, String meaning) {}
}
