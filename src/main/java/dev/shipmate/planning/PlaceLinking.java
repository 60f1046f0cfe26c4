package dev.shipmate.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The search for the namespace that one clause names.
final class PlaceLinking {
    private final Clause clause;
    private final Lexicon lexicon;
    private final LiveNames live;
    private final List<UnknownName> unknown = new ArrayList<>();

    PlaceLinking(Clause clause, Lexicon lexicon, LiveNames live) {
        this.clause = clause;
        this.lexicon = lexicon;
        this.live = live;
    }

    /// The namespace, `*` for all of them, or empty. Uses up its words.
    String find() {
        Optional<String> flagged = clause.slots().find("namespace").map(Object::toString);
        if (flagged.isPresent()) {
            return flagged.get().equals("*") ? "*" : resolve(flagged.get());
        }
        for (int at = 0; at < clause.words().size(); at++) {
            int word = at;
            Optional<String> preposition = afterPreposition(word);
            String named = preposition.or(() -> besideWord(word)).orElse("");
            if (!named.isEmpty()) {
                return named;
            }
        }
        return clause.says("everywhere") ? "*" : "";
    }

    List<UnknownName> unknown() {
        return List.copyOf(unknown);
    }

    /// "namespace todo", "the todo namespace".
    private Optional<String> besideWord(int at) {
        if (clause.mood().order().equals("create")
                || !clause.word(at).is("namespace", "ns")
                || clause.slots().used(at)) {
            return Optional.empty();
        }
        int next = clause.word(at + 1).is("called", "named") ? at + 2 : at + 1;
        if (names(next)) {
            return Optional.of(take(next));
        }
        return names(at - 1) ? Optional.of(take(at - 1)) : Optional.empty();
    }

    private boolean names(int at) {
        Word word = clause.word(at);
        if (word.punctuation() || clause.slots().used(at)) {
            return false;
        }
        if (word.is(
                "the", "this", "that", "my", "a", "in", "all", "each", "every", "of", "which", "current", "own", "for",
                "to", "and")) {
            return false;
        }
        return !lexicon.knows(word.text()) || live.isNamespace(word.text());
    }

    /// "in todo", "from the todo-app".
    private Optional<String> afterPreposition(int at) {
        if (!Linker.BEFORE_PLACE.contains(clause.word(at).text())) {
            return Optional.empty();
        }
        int name = clause.word(at + 1).is("the", "my", "our") ? at + 2 : at + 1;
        Word word = clause.word(name);
        boolean describesPods =
                clause.kindAt(name + 1).isPresent() || clause.word(name + 1).is("logs", "log");
        if (word.punctuation()
                || clause.slots().used(name)
                || (describesPods && !clause.word(name + 1).is("namespace", "ns"))) {
            return Optional.empty();
        }
        if (!word.nameLike()
                && lexicon.knows(word.text())
                && clause.kindAt(name).isPresent()) {
            return Optional.empty();
        }
        if (!live.isNamespace(word.text())) {
            return Optional.empty();
        }
        clause.slots().use(name, name + 1);
        return Optional.of(word.text());
    }

    private String take(int at) {
        clause.slots().use(at, at + 1);
        return resolve(clause.word(at).typed());
    }

    private String resolve(String typed) {
        Optional<String> found = live.namespace(typed);
        if (found.isEmpty()) {
            unknown.add(new UnknownName("namespace", typed, live.nearestNamespaces(typed)));
        }
        return found.orElse(typed);
    }
}
