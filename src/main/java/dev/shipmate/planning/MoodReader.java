package dev.shipmate.planning;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tells orders from questions. Only a changing verb where an imperative stands is an order, so that a question
/// about a change, past or imagined, never becomes one.
final class MoodReader {
    private static final Set<String> LEADING =
            Set.of("in", "on", "for", "inside", "under", "within", "from", "at", "with");

    private static final int LONGEST_LEAD = 6;
    private static final int LONGEST_NAME = 3;

    private final Lexicon lexicon;
    private final Imperatives imperatives;

    MoodReader(Lexicon lexicon) {
        this.lexicon = lexicon;
        this.imperatives = new Imperatives(lexicon);
    }

    /// Whether a whole question only imagines a change or asks how one is made.
    boolean withheld(List<Word> words) {
        int at = afterPoliteness(words, 0);
        return contains("howto", words) || hypothetical(words, at);
    }

    Mood read(List<Word> clause, boolean withheld) {
        int start = afterPoliteness(clause, 0);
        if (withheld || clause.isEmpty()) {
            return Mood.WITHHELD;
        }
        int refused = afterRefusal(clause, start);
        if (refused > start) {
            return imperatives.at(clause, afterPoliteness(clause, refused)).isPresent() ? Mood.WITHHELD : Mood.ASKING;
        }
        if (clause.getLast().is("?") && !asked(clause, start)) {
            return Mood.ASKING;
        }
        return imperatives
                .at(clause, start)
                .or(() -> imperatives.at(clause, afterLead(clause, start)))
                .or(() -> nameFirst(clause, start))
                .or(() -> wantedReplicas(clause, start))
                .orElse(Mood.ASKING);
    }

    /// "can you restart it?": an order in spite of its question mark.
    private static boolean asked(List<Word> words, int start) {
        return words.subList(0, start).stream()
                .anyMatch(word -> word.is("can", "could", "would", "will", "mind", "please"));
    }

    /// Skips "do not", "never" and their like.
    private static int afterRefusal(List<Word> words, int start) {
        int at = start < words.size() && words.get(start).is("do") ? start + 1 : start;
        return at < words.size() && words.get(at).is("not", "never", "no", "avoid", "without") ? at + 1 : start;
    }

    /// Skips "please", "can you", "I want to" and their like.
    int afterPoliteness(List<Word> words, int from) {
        int at = from;
        while (at < words.size()) {
            int length = lexicon.lengthOf("polite", words, at);
            if (length > 0 && !imperatives.longerThan(words, at, length)) {
                at += length;
            } else if (at > from && words.get(at).form() == Word.Form.PAUSE) {
                at++;
            } else {
                return at;
            }
        }
        return at;
    }

    /// "in todo restart the backend": the place comes first.
    private int afterLead(List<Word> words, int start) {
        if (start >= words.size() || !LEADING.contains(words.get(start).text())) {
            return words.size();
        }
        for (int at = start + 2; at < Math.min(words.size(), start + LONGEST_LEAD); at++) {
            if (words.get(at).punctuation()) {
                return at + 1;
            }
            if (imperatives
                            .at(words, at)
                            .filter(mood -> !mood.order().equals("edit"))
                            .isPresent()
                    && !words.get(at - 1).is("the", "a", "of")) {
                return at;
            }
        }
        return words.size();
    }

    /// "backend scale to 3": the name comes first, and a number follows.
    private Optional<Mood> nameFirst(List<Word> words, int start) {
        if (start + 3 >= words.size() || lexicon.knows(words.get(start).text())) {
            return Optional.empty();
        }
        boolean number = words.stream().anyMatch(word -> word.text().matches("\\d+"));
        return imperatives
                .at(words, start + 1)
                .filter(mood -> number && mood.order().equals("scale"));
    }

    /// "I need 5 replicas of the backend", "I want 3 web pods", "I need one more worker pod".
    private Optional<Mood> wantedReplicas(List<Word> words, int start) {
        boolean wants = start > 0 && words.subList(0, start).stream().anyMatch(word -> word.is("want", "need", "like"));
        for (int at = start; wants && at + 1 < words.size(); at++) {
            boolean beyond = ShiftReader.beyond(words.get(at + 1));
            boolean number = words.get(at).text().matches("\\d+")
                    || (beyond && SlotReader.number(words.get(at).text()) > 0);
            if (number && countsPods(words, beyond ? at + 2 : at + 1)) {
                return Optional.of(new Mood("scale", at, at, false));
            }
        }
        return Optional.empty();
    }

    /// Whether the words for pods follow, with at most the words of a name before them.
    private boolean countsPods(List<Word> words, int from) {
        for (int at = from; at < Math.min(words.size(), from + LONGEST_NAME + 1); at++) {
            if (SlotReader.pods(words.get(at))) {
                return true;
            }
            if (words.get(at).punctuation() || lexicon.knows(words.get(at).text())) {
                return false;
            }
        }
        return false;
    }

    private boolean hypothetical(List<Word> words, int at) {
        for (int i = 0; i < words.size(); i++) {
            int length = lexicon.lengthOf("hypothetical", words, i);
            boolean politeOpening = i < at;
            if (length > 0 && !politeOpening) {
                return true;
            }
        }
        return false;
    }

    private boolean contains(String concept, List<Word> words) {
        for (int at = 0; at < words.size(); at++) {
            if (lexicon.lengthOf(concept, words, at) > 0) {
                return true;
            }
        }
        return false;
    }
}
