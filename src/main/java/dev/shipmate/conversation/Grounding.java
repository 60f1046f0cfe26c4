package dev.shipmate.conversation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The facts of a turn, and the check that an answer says nothing else: every number and every name in a sentence
/// must occur in them, or the sentence goes.
final class Grounding {
    private static final Pattern TOKEN = Pattern.compile("[\\p{Alnum}][\\p{Alnum}._/:@%-]*");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`|\"([^\"\n]+)\"");
    private static final Pattern PROSE = Pattern.compile("(?s)[^{}]*\\p{L}{2}[^{}]*");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,]\\d+)*");
    private static final Pattern CAMEL =
            Pattern.compile("\\p{Upper}\\p{Lower}+(?:\\p{Upper}\\p{Lower}*)+|\\p{Upper}{3,}\\p{Lower}+");
    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?])\\s+(?=[\\p{Upper}`*_\"-])|\\n+");
    private static final String KIND = "pods?|deployments?|services?|namespaces?|nodes?|containers?|images?|secrets?"
            + "|configmaps?|statefulsets?|daemonsets?|jobs?|ingress(?:es)?|workloads?|databases?|volumes?|clusters?";
    private static final Pattern NAMED =
            Pattern.compile("(?i)\\b(?:(?:%s) (?:named |called )?([a-z0-9][a-z0-9.-]*)|([a-z0-9][a-z0-9.-]*) (?:%s))\\b"
                    .formatted(KIND, KIND));
    private static final Map<String, String> NUMBER_WORDS = Map.ofEntries(
            Map.entry("two", "2"),
            Map.entry("three", "3"),
            Map.entry("four", "4"),
            Map.entry("five", "5"),
            Map.entry("six", "6"),
            Map.entry("seven", "7"),
            Map.entry("eight", "8"),
            Map.entry("nine", "9"),
            Map.entry("ten", "10"),
            Map.entry("eleven", "11"),
            Map.entry("twelve", "12"));

    private final Set<String> words = new HashSet<>();
    private final StringBuilder text = new StringBuilder();

    void add(String evidence) {
        String lower = evidence.toLowerCase(Locale.ROOT);
        text.append('\n').append(lower);
        TOKEN.matcher(lower).results().map(match -> trimmed(match.group())).forEach(token -> {
            words.add(token);
            // deployment/web also vouches for "web", todo-backend:v2 for "todo-backend".
            words.addAll(List.of(token.split("[/:@]")));
        });
        NUMBER.matcher(lower).results().forEach(match -> words.add(match.group()));
    }

    /// The sentences of an answer that the evidence supports, in order; the others are gone.
    String supported(String answer) {
        var kept = new StringBuilder();
        int end = 0;
        for (Piece piece : pieces(answer)) {
            if (supports(piece.sentence())) {
                kept.append(piece.sentence()).append(piece.separator());
                end = kept.length() - piece.separator().length();
            }
        }
        return kept.substring(0, end).strip();
    }

    /// Whether every name and number of one sentence occurs in the evidence. What is no sentence at all, such as a
    /// piece of JSON, is not supported; white space is.
    boolean supports(String sentence) {
        String lower = sentence.toLowerCase(Locale.ROOT);
        return (sentence.isBlank() || PROSE.matcher(sentence).matches())
                && CODE.matcher(sentence)
                        .results()
                        .allMatch(match ->
                                quoted(match.group().substring(1, match.group().length() - 1)))
                && NUMBER.matcher(lower).results().allMatch(match -> words.contains(match.group()))
                && CAMEL.matcher(sentence)
                        .results()
                        .allMatch(match -> knows(match.group().toLowerCase(Locale.ROOT)))
                && TOKEN.matcher(lower)
                        .results()
                        .map(match -> trimmed(match.group()))
                        .allMatch(this::token)
                && named(lower);
    }

    /// Whether a value of an argument, with or without the kind before it, occurs in the evidence.
    boolean names(Object value) {
        String name = value.toString().toLowerCase(Locale.ROOT);
        return knows(name.substring(name.lastIndexOf('/') + 1));
    }

    private boolean quoted(String code) {
        return text.indexOf(code.toLowerCase(Locale.ROOT)) >= 0;
    }

    private boolean token(String token) {
        String number = NUMBER_WORDS.get(token);
        if (number != null) {
            return words.contains(number) || words.contains(token);
        }
        boolean looksLikeName = token.chars().anyMatch(Character::isDigit)
                || token.indexOf('/') > 0
                || token.indexOf(':') > 0
                || token.indexOf('_') > 0
                || (token.indexOf('-') > 0 && !KnownWords.hyphenated(token));
        return !looksLikeName || knows(token);
    }

    private boolean named(String lower) {
        Matcher matcher = NAMED.matcher(lower);
        int from = 0;
        while (matcher.find(from)) {
            String name = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            String word = trimmed(name);
            if (!KnownWords.ordinary(word) && !knows(word)) {
                return false;
            }
            from = matcher.start() + 1;
        }
        return true;
    }

    private boolean knows(String word) {
        return words.contains(word)
                || (word.endsWith("s") && words.contains(word.substring(0, word.length() - 1)))
                || (word.contains("/") && List.of(word.split("/")).stream().allMatch(words::contains));
    }

    private static String trimmed(String token) {
        return token.replaceAll("[._/:@%-]+$", "");
    }

    private static List<Piece> pieces(String answer) {
        var pieces = new ArrayList<Piece>();
        Matcher matcher = SENTENCE.matcher(answer);
        int start = 0;
        while (matcher.find()) {
            pieces.add(new Piece(answer.substring(start, matcher.start()), matcher.group()));
            start = matcher.end();
        }
        pieces.add(new Piece(answer.substring(start), ""));
        return pieces;
    }

    /// A sentence and the white space behind it.
    private record Piece(String sentence, String separator) {}
}
