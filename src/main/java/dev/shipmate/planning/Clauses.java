package dev.shipmate.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Cuts a question where one wish ends and the next begins: "restart the frontend | and tail its logs".
final class Clauses {
    private static final Set<String> JOINTS = Set.of("and", "then", "but", "afterwards", "plus");

    private static final List<String> VERBS = List.of(
            "show",
            "check",
            "describe",
            "watch",
            "explain",
            "restart",
            "scale",
            "undo",
            "delete",
            "uninstall",
            "clean",
            "create",
            "edit",
            "deploy",
            "apply",
            "build",
            "load",
            "drain",
            "run",
            "operate",
            "copyout",
            "autoscaleit",
            "stop",
            "move",
            "limitit",
            "fix",
            "optimize");

    private static final Set<String> OPENERS = Set.of(
            "why", "what", "which", "how", "is", "are", "does", "do", "did", "who", "where", "not", "diagnose", "wait");

    private final Lexicon lexicon;
    private final MoodReader moods;
    private final Ellipsis ellipsis;

    Clauses(Lexicon lexicon, MoodReader moods) {
        this.lexicon = lexicon;
        this.moods = moods;
        this.ellipsis = new Ellipsis(moods);
    }

    List<List<Word>> of(List<Word> said) {
        List<Word> words = ellipsis.restored(said);
        var clauses = new ArrayList<List<Word>>();
        var current = new ArrayList<Word>();
        for (int at = 0; at < words.size(); at++) {
            Word word = words.get(at);
            boolean joint = joint(word);
            if (word.is("?") && !current.isEmpty()) {
                current.add(word);
            }
            if (joint && !current.isEmpty() && (word.form() == Word.Form.STOP || wishBegins(words, at + 1))) {
                clauses.add(List.copyOf(current));
                current.clear();
            } else if (!current.isEmpty() || !joint) {
                current.add(word);
            }
        }
        if (!current.isEmpty()) {
            clauses.add(List.copyOf(current));
        }
        return joined(clauses);
    }

    /// Whether a word can stand between two wishes.
    static boolean joint(Word word) {
        return word.punctuation() || JOINTS.contains(word.text());
    }

    /// "the backend keeps failing, what is going on?": a statement belongs to the question after it.
    private List<List<Word>> joined(List<List<Word>> clauses) {
        var result = new ArrayList<List<Word>>();
        List<Word> statement = List.of();
        for (List<Word> clause : clauses) {
            boolean order = moods.read(clause, false).orders();
            var words = new ArrayList<Word>(order ? List.of() : statement);
            if (order && !statement.isEmpty()) {
                result.add(statement);
            }
            words.addAll(clause);
            statement = !order && words.size() == clause.size() && statement(clause) ? clause : List.of();
            if (statement.isEmpty()) {
                result.add(List.copyOf(words));
            }
        }
        if (!statement.isEmpty()) {
            result.add(statement);
        }
        return result;
    }

    private boolean wishBegins(List<Word> words, int from) {
        int at = from;
        while (at < words.size() && joint(words.get(at))) {
            at++;
        }
        return wishAt(words, at);
    }

    /// Whether a clause only says how things are.
    boolean statement(List<Word> clause) {
        return !wishAt(clause, 0);
    }

    private boolean wishAt(List<Word> words, int from) {
        int at = moods.afterPoliteness(words, from);
        if (at + 1 >= words.size() || words.get(at + 1).punctuation()) {
            return false;
        }
        if (OPENERS.contains(words.get(at).text())) {
            return true;
        }
        int start = at;
        return VERBS.stream().anyMatch(verb -> lexicon.lengthOf(verb, words, start) > 0);
    }
}
