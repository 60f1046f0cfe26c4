package dev.shipmate.planning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a question into words: contractions and slang are written out, quotes and flags kept together.
final class Words {
    private static final Pattern TOKEN = Pattern.compile("""
            "(?<a>[^"]+)"|“(?<b>[^”]+)”|`(?<c>[^`]+)`|(?<![\\w])'(?<d>[^']+)'(?!\\w)\
            |<[^>]+>|\\[[^\\]]+]\
            |(?<![\\w])-\\d+\\b\
            |--?[A-Za-z][\\w-]*(?:=\\S*[\\w])?\
            |\\w(?:[\\w./:=@%*+'’~-]*[\\w%*])?|[*]\
            |[,;:]|[.?!]""");

    private final Map<String, List<String>> spellings = new HashMap<>();

    Words() {
        for (String[] cells : ResourceLines.cells("spellings.tsv", 2)) {
            spellings.put(cells[0], List.of(cells[1].split(" ")));
        }
    }

    List<Word> of(String question) {
        var words = new ArrayList<Word>();
        Matcher token = TOKEN.matcher(question);
        while (token.find()) {
            String quoted = quoted(token);
            if (!quoted.isEmpty()) {
                words.add(new Word(quoted.toLowerCase(Locale.ROOT), quoted, Word.Form.QUOTED));
            } else {
                addPlain(token.group().replace('’', '\''), words);
            }
        }
        return words;
    }

    private void addPlain(String typed, List<Word> words) {
        String text = typed.toLowerCase(Locale.ROOT);
        switch (text) {
            case ",", ";", ":" -> words.add(new Word(text, typed, Word.Form.PAUSE));
            case ".", "?", "!" -> words.add(new Word(text, typed, Word.Form.STOP));
            default -> {
                List<String> written = spellings.get(text);
                if (written != null) {
                    written.forEach(word -> words.add(new Word(word, word, Word.Form.PLAIN)));
                } else if (text.endsWith("n't")) {
                    words.add(plain(typed.substring(0, typed.length() - 3)));
                    words.add(plain("not"));
                } else if (text.endsWith("'s")) {
                    words.add(plain(typed.substring(0, typed.length() - 2)));
                } else {
                    words.add(plain(typed));
                }
            }
        }
    }

    private static Word plain(String typed) {
        return new Word(typed.toLowerCase(Locale.ROOT), typed, Word.Form.PLAIN);
    }

    private static String quoted(Matcher token) {
        for (String group : List.of("a", "b", "c", "d")) {
            String text = token.group(group);
            if (text != null) {
                return text.strip();
            }
        }
        return "";
    }
}
