package dev.shipmate.planning;

import dev.shipmate.cluster.Inventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a question: words, clauses, names. What comes out no longer depends on how it was phrased.
final class Interpreter {
    private final Words words = new Words();
    private final Lexicon lexicon = new Lexicon();
    private final MoodReader moods = new MoodReader(lexicon);
    private final Clauses clauses = new Clauses(lexicon, moods);
    private final SlotReader slots = new SlotReader();
    private final Linker linker = new Linker(lexicon);
    private final Topics topics = new Topics(lexicon);

    /// What a question is about, and its wishes in order.
    record Interpretation(Topic topic, List<Reading> readings) {
        Interpretation {
            readings = List.copyOf(readings);
        }
    }

    Interpretation read(String question, Focus focus, String namespace, Inventory inventory) {
        var live = new LiveNames(inventory);
        List<Word> typed = correct(words.of(question), live, namespace);
        boolean withheld = moods.withheld(typed);
        Clause whole = clause(typed, withheld);
        String place = new PlaceLinking(whole, lexicon, live).find();
        var readings = new ArrayList<Reading>();
        for (List<Word> part : clauses.of(typed)) {
            Clause clause = clause(part, withheld);
            readings.add(focused(link(clause, live, namespace, place), readings, focus, namespace));
        }
        Topic topic = topics.of(whole, readings);
        return new Interpretation(topic, wishes(readings));
    }

    /// A clause that only forbids something, or says nothing, is no wish of its own.
    private List<Reading> wishes(List<Reading> readings) {
        List<Reading> wishes = readings.stream()
                .filter(reading -> readings.size() == 1 || (wishful(reading) && !context(reading, readings)))
                .toList();
        return wishes.isEmpty() ? readings : wishes;
    }

    /// "the backend is broken, restart it": the first part only says why.
    private boolean context(Reading reading, List<Reading> readings) {
        boolean orders =
                readings.stream().anyMatch(other -> other.clause().mood().orders());
        return orders
                && !reading.clause().mood().orders()
                && clauses.statement(reading.clause().words());
    }

    private static boolean wishful(Reading reading) {
        boolean forbids = reading.clause().mood().withheld() && reading.says("negation");
        boolean talks = reading.clause().hits().stream()
                .allMatch(hit ->
                        hit.concepts().contains("greeting") || hit.concepts().contains("polite"));
        return !forbids && !(talks && reading.links().objects().isEmpty());
    }

    private Clause clause(List<Word> part, boolean withheld) {
        Mood mood = moods.read(part, withheld);
        return new Clause(part, lexicon.find(part), mood, slots.read(part, mood));
    }

    private Reading link(Clause clause, LiveNames live, String namespace, String place) {
        boolean everywhere = place.equals("*");
        Links links = linker.link(clause, live, place.isEmpty() || everywhere ? namespace : place);
        boolean inherits = links.namespace().isEmpty()
                && !place.isEmpty()
                && !(everywhere && !links.objects().isEmpty());
        return Reading.of(clause, inherits ? links.in(place) : links);
    }

    /// "its logs", or a second wish without a name, are about what was spoken of last.
    private static Reading focused(Reading reading, List<Reading> before, Focus focus, String namespace) {
        if (!reading.links().objects().isEmpty() || reading.says("all") || reading.says("backref")) {
            return reading;
        }
        Optional<Link> earlier = before.reversed().stream()
                .flatMap(past -> past.workload().stream())
                .findFirst();
        boolean refers = reading.says("pronoun");
        if (earlier.isPresent() && (refers || vague(reading))) {
            return reading.with(reading.links().with(earlier.get()));
        }
        if (focus.object().isEmpty() || !refers) {
            return reading;
        }
        Links links = reading.links().with(link(focus));
        boolean elsewhere = links.namespace().isEmpty()
                && !focus.namespace().isEmpty()
                && !focus.namespace().equals(namespace);
        return reading.with(elsewhere ? links.in(focus.namespace()) : links);
    }

    /// A wish that speaks of nothing in particular.
    private static boolean vague(Reading reading) {
        return !reading.says("pod") && !reading.says("cluster") && !reading.says("kind");
    }

    /// The object of the conversation as a link.
    static Link link(Focus focus) {
        String[] sides = focus.object().split("/", 2);
        return sides.length == 2
                ? new Link(focus.object(), sides[0], focus.namespace(), sides[1], Link.Quality.EXACT)
                : new Link(focus.object(), "", focus.namespace(), focus.object(), Link.Quality.EXACT);
    }

    private List<Word> correct(List<Word> typed, LiveNames live, String namespace) {
        return typed.stream().map(word -> correct(word, live, namespace)).toList();
    }

    /// A misspelt word of the trade, unless it may just as well be a live name.
    private Word correct(Word word, LiveNames live, String namespace) {
        if (word.form() != Word.Form.PLAIN) {
            return word;
        }
        return lexicon.correct(word.text())
                .filter(_ -> !live.resembles(word.text(), namespace))
                .map(meant -> new Word(meant, word.typed(), word.form()))
                .orElse(word);
    }
}
