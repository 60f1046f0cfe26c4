package dev.shipmate.terminal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/// Splits a question into words, and says whether it goes on in the next line: after a backslash at
/// its end, or while a double quote, a fence of code or a bracket is open.
///
/// An apostrophe opens nothing ("what's wrong?"), nor does a bracket in a smiley. An empty line
/// always ends the input, so that nobody is caught in it.
final class QuestionParser implements Parser {
    private static final Pattern WORD = Pattern.compile("\\S+");
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && goesOn(line)) {
            throw new EOFError(-1, -1, "The question goes on.");
        }
        return Words.of(line, cursor);
    }

    @Override
    public boolean isEscapeChar(char c) {
        return false;
    }

    static boolean goesOn(String text) {
        if (text.startsWith("/") || text.endsWith("\n") || text.isBlank()) {
            return false;
        }
        return text.endsWith("\\") || fenced(text) || openQuote(text) || openBracket(text);
    }

    /// The text that is meant: a backslash at the end of a line only joins it with the next.
    static String joined(String text) {
        return text.replaceAll("\\\\\\s*\\n", "\n").replaceAll("\\\\$", "").strip();
    }

    private static boolean fenced(String text) {
        return text.lines().filter(line -> line.strip().startsWith("```")).count() % 2 == 1;
    }

    private static boolean openQuote(String text) {
        return text.chars().filter(c -> c == '"').count() % 2 == 1;
    }

    private static boolean openBracket(String text) {
        Deque<Character> open = new ArrayDeque<>();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (quoted || (i > 0 && ":;=-".indexOf(text.charAt(i - 1)) >= 0 && c == '(')) {
                continue;
            }
            if (OPENING.indexOf(c) >= 0) {
                open.push(CLOSING.charAt(OPENING.indexOf(c)));
            } else if (!open.isEmpty() && open.getFirst() == c) {
                open.pop();
            }
        }
        return !open.isEmpty();
    }

    /// A line cut at spaces. Nothing is quoted or escaped, because a question is not a command line.
    private record Words(String line, int cursor, List<String> words, int wordIndex, int wordCursor)
            implements CompletingParsedLine {
        static Words of(String line, int cursor) {
            int index = 0;
            Matcher matcher = WORD.matcher(line);
            while (matcher.find()) {
                if (matcher.start() <= cursor && cursor <= matcher.end()) {
                    return new Words(line, cursor, all(line), index, cursor - matcher.start());
                }
                if (matcher.start() > cursor) {
                    break;
                }
                index++;
            }
            List<String> before = Arrays.stream(line.substring(0, cursor).split("\\s+"))
                    .filter(word -> !word.isEmpty())
                    .toList();
            List<String> words = new ArrayList<>(before);
            words.add("");
            words.addAll(all(line.substring(cursor)));
            return new Words(line, cursor, words, before.size(), 0);
        }

        private static List<String> all(String text) {
            return WORD.matcher(text).results().map(result -> result.group()).toList();
        }

        @Override
        public String word() {
            return words.get(wordIndex);
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return wordCursor;
        }

        @Override
        public int rawWordLength() {
            return word().length();
        }
    }
}
