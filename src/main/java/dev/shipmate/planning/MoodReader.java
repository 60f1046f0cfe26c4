package dev.shipmate.planning;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tells orders from questions. Only a changing verb where an imperative stands is an order, so that a question
/// about a change, past or imagined, never becomes one.
final class MoodReader {
    /// The concepts whose imperative changes the cluster, most special first.
    private static final List<String> ORDERS = List.of(
            "uninstall",
            "autoscaleit",
            "stop",
            "move",
            "limitit",
            "undo",
            "restart",
            "scale",
            "delete",
            "clean",
            "drain",
            "deploy",
            "build",
            "load",
            "apply",
            "run",
            "create",
            "fix",
            "operate",
            "edit");

    /// After one of these a verb is a noun: "restart count", "rollout status", "update policy".
    private static final Set<String> NOUN_FOLLOWS = Set.of(
            "status",
            "statuses",
            "state",
            "count",
            "counts",
            "history",
            "progress",
            "policy",
            "policies",
            "strategy",
            "event",
            "events",
            "reason",
            "reasons",
            "time",
            "times",
            "rate",
            "rates",
            "is",
            "are",
            "was",
            "were",
            "did",
            "has",
            "failure",
            "failures",
            "complete",
            "behaviour",
            "behavior",
            "logs",
            "log",
            "frequency",
            "on",
            "average",
            "range",
            "ranges");

    private static final Set<String> LEADING =
            Set.of("in", "on", "for", "inside", "under", "within", "from", "at", "with");

    private static final int LONGEST_LEAD = 6;

    private final Lexicon lexicon;

    MoodReader(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /// Whether a whole question only imagines a change or asks how one is made.
    boolean withheld(List<Word> words) {
        int at = afterPoliteness(words, 0);
        return contains("howto", words) || hypothetical(words, at);
    }

    Mood read(List<Word> clause, boolean withheld) {
        int start = afterPoliteness(clause, 0);
        if (withheld) {
            return Mood.WITHHELD;
        }
        int refused = afterRefusal(clause, start);
        if (refused > start) {
            return orderAt(clause, afterPoliteness(clause, refused)).isPresent() ? Mood.WITHHELD : Mood.ASKING;
        }
        return orderAt(clause, start)
                .or(() -> orderAt(clause, afterLead(clause, start)))
                .or(() -> nameFirst(clause, start))
                .or(() -> wantedReplicas(clause, start))
                .orElse(Mood.ASKING);
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
            if (length > 0 && !orderPhrase(words, at, length)) {
                at += length;
            } else if (at > from && words.get(at).form() == Word.Form.PAUSE) {
                at++;
            } else {
                return at;
            }
        }
        return at;
    }

    private boolean orderPhrase(List<Word> words, int at, int politeLength) {
        return ORDERS.stream().anyMatch(order -> lexicon.lengthOf(order, words, at) > politeLength);
    }

    private Optional<Mood> orderAt(List<Word> words, int at) {
        if (at >= words.size()) {
            return Optional.empty();
        }
        Mood best = Mood.ASKING;
        for (String order : ORDERS) {
            int length = lexicon.lengthOf(order, words, at);
            if (length > best.verbEnd() - at && length > 0) {
                best = new Mood(order, at, at + length, false);
            }
        }
        boolean show = lexicon.lengthOf("show", words, at) > best.verbEnd() - at;
        return best.orders() && !show && !nounFollows(words, best.verbEnd()) ? Optional.of(best) : Optional.empty();
    }

    private static boolean nounFollows(List<Word> words, int at) {
        return at < words.size() && NOUN_FOLLOWS.contains(words.get(at).text());
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
            if (orderAt(words, at).filter(mood -> !mood.order().equals("edit")).isPresent()
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
        return orderAt(words, start + 1).filter(mood -> number && mood.order().equals("scale"));
    }

    /// "I need 5 replicas of the backend".
    private Optional<Mood> wantedReplicas(List<Word> words, int start) {
        boolean wants = start > 0 && words.subList(0, start).stream().anyMatch(word -> word.is("want", "need", "like"));
        for (int at = start; wants && at + 1 < words.size(); at++) {
            if (words.get(at).text().matches("\\d+")
                    && words.get(at + 1).is("replicas", "replica", "pods", "instances", "copies")) {
                return Optional.of(new Mood("scale", at, at, false));
            }
        }
        return Optional.empty();
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
