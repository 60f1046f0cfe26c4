package dev.shipmate.planning;

import dev.shipmate.spelling.Spelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The words of the trade, each standing for one or more concepts, and the plain English words that never name
/// anything. A resource kind is the concept `kind:` and its plural.
final class Lexicon {
    static final String KIND = "kind:";

    private final Map<String, Set<String>> concepts = new HashMap<>();
    private final Map<String, Integer> longest = new HashMap<>();
    private final Map<String, Set<String>> openers = new HashMap<>();
    private final Set<String> vocabulary = new TreeSet<>();
    private final Set<String> plain = new HashSet<>();
    private final Set<String> compounds = Set.copyOf(ResourceLines.of("compounds.txt"));

    Lexicon() {
        for (String line : ResourceLines.of("concepts.txt")) {
            String[] sides = line.split(" = ", 2);
            enter(sides[0].strip(), sides[1]);
        }
        for (String[] cells : ResourceLines.cells("kinds.tsv", 2)) {
            enter(KIND + cells[0], cells[1]);
        }
        compounds.forEach(compound -> enter("compound", compound));
        for (String line : ResourceLines.of("function.txt")) {
            plain.addAll(List.of(line.strip().split("\\s+")));
        }
        for (String line : ResourceLines.of("plain.txt")) {
            plain.addAll(List.of(line.strip().split("\\s+")));
        }
    }

    private void enter(String concept, String phrases) {
        for (String phrase : phrases.split(",", -1)) {
            String words = phrase.strip();
            concepts.computeIfAbsent(words, _ -> new TreeSet<>()).add(concept);
            List<String> parts = List.of(words.split(" "));
            openers.computeIfAbsent(concept, _ -> new HashSet<>()).add(parts.getFirst());
            longest.merge(parts.getFirst(), parts.size(), Math::max);
            vocabulary.addAll(parts);
        }
    }

    /// A phrase that was found: the words `from` (included) to `to` (excluded), and what they stand for.
    record Hit(int from, int to, Set<String> concepts) {
        Hit {
            concepts = Set.copyOf(concepts);
        }
    }

    /// All phrases in a question, longest first where they overlap.
    List<Hit> find(List<Word> words) {
        var hits = new ArrayList<Hit>();
        int at = 0;
        while (at < words.size()) {
            Optional<Hit> hit = longestAt(words, at);
            hit.ifPresent(hits::add);
            at = hit.map(Hit::to).orElse(at + 1);
        }
        return hits;
    }

    /// The longest phrase that begins at a word.
    Optional<Hit> longestAt(List<Word> words, int at) {
        for (int to = furthest(words, at); to > at; to--) {
            Set<String> found = concepts.getOrDefault(join(words.subList(at, to)), Set.of());
            if (!found.isEmpty()) {
                return Optional.of(new Hit(at, to, found));
            }
        }
        return Optional.empty();
    }

    /// Where the longest phrase would end that begins with this word.
    private int furthest(List<Word> words, int at) {
        if (at >= words.size()) {
            return at;
        }
        return Math.min(words.size(), at + longest.getOrDefault(words.get(at).text(), 0));
    }

    /// The length of the longest phrase of one concept that begins at a word, or 0.
    int lengthOf(String concept, List<Word> words, int at) {
        if (at >= words.size()
                || !openers.getOrDefault(concept, Set.of())
                        .contains(words.get(at).text())) {
            return 0;
        }
        for (int to = furthest(words, at); to > at; to--) {
            if (concepts.getOrDefault(join(words.subList(at, to)), Set.of()).contains(concept)) {
                return to - at;
            }
        }
        return 0;
    }

    /// Whether a word belongs to the trade or to plain English, and so names nothing by itself.
    boolean knows(String word) {
        return vocabulary.contains(word) || plain.contains(word) || word.chars().allMatch(Character::isDigit);
    }

    /// Whether words that all belong to the trade make a name together, such as `metrics server`.
    boolean isCompound(List<Word> words) {
        return compounds.contains(join(words));
    }

    /// The plural of a kind, from its plural, singular or short name.
    Optional<String> kind(String word) {
        return concepts.getOrDefault(word, Set.of()).stream()
                .filter(concept -> concept.startsWith(KIND))
                .map(concept -> concept.substring(KIND.length()))
                .findFirst();
    }

    /// The word that was meant when a word of the trade is misspelt. Short words must be a mere swap of letters,
    /// so that a name such as `cart` does not become `chart`.
    Optional<String> correct(String word) {
        if (word.length() < 4 || knows(word) || !word.chars().allMatch(Character::isLetter)) {
            return Optional.empty();
        }
        return vocabulary.stream()
                .filter(known -> known.length() >= 4 && known.charAt(0) == word.charAt(0))
                .filter(known -> likely(word, known))
                .min((a, b) -> Integer.compare(Spelling.distance(word, a), Spelling.distance(word, b)));
    }

    /// In short words letters are swapped, in middling ones also lost or doubled; only long ones forgive more.
    private static boolean likely(String word, String known) {
        return switch (word.length()) {
            case 4 -> swapped(word, known);
            case 5, 6 ->
                swapped(word, known) || (word.length() != known.length() && Spelling.distance(word, known) == 1);
            case 7, 8 -> Spelling.distance(word, known) == 1;
            default -> Spelling.slip(word, known);
        };
    }

    private static boolean swapped(String word, String known) {
        return word.length() == known.length()
                && Spelling.distance(word, known) == 1
                && word.chars().sum() == known.chars().sum();
    }

    private static String join(List<Word> words) {
        if (words.size() == 1) {
            return words.getFirst().form() == Word.Form.QUOTED
                    ? ""
                    : words.getFirst().text();
        }
        var text = new StringBuilder();
        for (Word word : words) {
            if (word.form() != Word.Form.PLAIN) {
                return "";
            }
            text.append(text.isEmpty() ? "" : " ").append(word.text());
        }
        return text.toString();
    }
}
