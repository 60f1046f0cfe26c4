package dev.shipmate.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Values known to be secret, found wherever they stand: as they are, in Base64, in URLs and in JSON strings.
///
/// All are looked up by their first characters, so that a text costs the same however many are known.
final class LearnedValues {
    private static final int SHORTEST = 6;
    private static final int SHORTEST_LINE = 16;
    private static final int MOST_FORMS = 20_000;
    private static final String WORD = "known secret";

    private final Map<Integer, String[]> formsByStart = new ConcurrentHashMap<>();

    void add(String value) {
        String whole = value.strip();
        addForms(whole);
        if (whole.indexOf('\n') >= 0) {
            whole.lines()
                    .map(String::strip)
                    .filter(line -> line.length() >= SHORTEST_LINE)
                    .forEach(this::addForms);
        }
    }

    void find(String text, Spans spans) {
        if (formsByStart.isEmpty()) {
            return;
        }
        for (int i = 0; i + SHORTEST <= text.length(); i++) {
            String[] forms = formsByStart.get(startOf(text, i));
            int length = forms == null ? 0 : longestAt(text, i, forms);
            if (length > 0) {
                spans.add(i, i + length, WORD);
                i += length - 1;
            }
        }
    }

    private static int longestAt(String text, int at, String[] forms) {
        int longest = 0;
        for (String form : forms) {
            if (form.length() > longest && text.startsWith(form, at) && standsAlone(text, at, form)) {
                longest = form.length();
            }
        }
        return longest;
    }

    /// A secret that is an ordinary word, such as a user's name, is found as a word only.
    private static boolean standsAlone(String text, int at, String form) {
        if (!form.chars().allMatch(c -> Letters.isLower((char) c))) {
            return true;
        }
        int end = at + form.length();
        return (at == 0 || !Letters.isName(text.charAt(at - 1)))
                && (end == text.length() || (!Letters.isAlphanumeric(text.charAt(end)) && text.charAt(end) != '-'));
    }

    private void addForms(String value) {
        if (value.length() < SHORTEST || formsByStart.size() >= MOST_FORMS || !SecretValue.isWorthHiding(value)) {
            return;
        }
        for (String form : forms(value)) {
            if (form.length() >= SHORTEST) {
                formsByStart.merge(startOf(form, 0), new String[] {form}, LearnedValues::joined);
            }
        }
    }

    private static String[] joined(String[] known, String[] added) {
        if (Arrays.asList(known).contains(added[0])) {
            return known;
        }
        String[] all = Arrays.copyOf(known, known.length + 1);
        all[known.length] = added[0];
        return all;
    }

    private static Set<String> forms(String value) {
        var forms = new LinkedHashSet<String>();
        forms.add(value);
        forms.add(value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("/", "\\/"));
        forms.add(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
        String encoded = URLEncoder.encode(value, UTF_8);
        forms.add(encoded);
        forms.add(encoded.replace("+", "%20"));
        forms.add(Base64.getEncoder().encodeToString(value.getBytes(UTF_8)));
        forms.add(Base64.getEncoder().withoutPadding().encodeToString(value.getBytes(UTF_8)));
        for (int before = 0; before < 3; before++) {
            String aligned = base64(value, before);
            forms.add(aligned);
            forms.add(aligned.replace('+', '-').replace('/', '_'));
        }
        return forms;
    }

    /// The Base64 of a value behind 0 to 2 other bytes, without the characters that depend on its neighbours.
    private static String base64(String value, int before) {
        byte[] bytes = value.getBytes(UTF_8);
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int first = before == 0 ? 0 : before + 1;
        int last = shifted.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
        return encoded.substring(first, last);
    }

    private static int startOf(String text, int at) {
        int start = 0;
        for (int i = at; i < at + SHORTEST; i++) {
            start = start * 31 + text.charAt(i);
        }
        return start;
    }
}
