package dev.shipmate.planning;

import java.util.Set;
import java.util.regex.Pattern;

/// Tells where in a clause a word that nothing explains is most likely a name.
final class NamePositions {
    /// Endings of everyday English that names rarely have.
    private static final Pattern ENGLISH =
            Pattern.compile(".+(?:tion|sion|ing|ed|ly|ment|ness|ity|able|ible|ive|ance|ence|ous|ful|less|est|ize|ise)");

    /// Those of nouns: what stands before "service" and is no quality is its name, such as payment or notification.
    private static final Pattern NOUN = Pattern.compile(".+(?:tion|sion|ment|ity|ance|ence)");

    private static final Pattern OTHERWISE = Pattern.compile(
            "-.*|\\[.*|.+\\.(?:ya?ml|json|conf|config|txt|env|properties|sh)|[A-Z][A-Z0-9]*_[A-Z0-9_]+");

    private static final Set<String> BEFORE_SUBJECT =
            Set.of("is", "are", "does", "did", "has", "was", "do", "why", "with", "between", "reach", "can", "about");

    private static final Set<String> AFTER_SUBJECT =
            Set.of("logs", "log", "is", "has", "keeps", "does", "health", "status");

    private static final Set<String> SINGULAR = Set.of(
            "pod",
            "deployment",
            "deploy",
            "statefulset",
            "sts",
            "daemonset",
            "job",
            "cronjob",
            "service",
            "svc",
            "configmap",
            "cm",
            "node",
            "pvc",
            "ingress",
            "hpa");

    /// What a kind has rather than what it is called: "pod status", "deployment history".
    private static final Set<String> ATTRIBUTES = Set.of(
            "status",
            "state",
            "logs",
            "log",
            "usage",
            "count",
            "counts",
            "restarts",
            "restart",
            "events",
            "history",
            "limits",
            "health",
            "names",
            "name",
            "list",
            "metrics",
            "is",
            "are",
            "has",
            "have",
            "in",
            "on",
            "with",
            "and",
            "rollout",
            "progress",
            "changes",
            "configuration",
            "images",
            "template",
            "spec",
            "yaml",
            "failures",
            "to",
            "that",
            "which",
            "for",
            "of",
            "the",
            "not",
            "keeps",
            "running",
            "ready",
            "healthy",
            "rules",
            "class");

    private final Clause clause;

    NamePositions(Clause clause) {
        this.clause = clause;
    }

    /// Flags, place holders, files and environment variables name no object.
    boolean otherwiseMeant(int at) {
        return OTHERWISE.matcher(clause.word(at).typed()).matches();
    }

    /// Whether a word that nothing has as its name was meant as one. `known` says that the clause names
    /// something else that exists.
    boolean strange(int at, boolean known) {
        Word word = clause.word(at);
        if (word.nameLike() || word.text().startsWith("<")) {
            return true;
        }
        if (clause.word(at - 1).is("and", ",") && known) {
            return !english(word);
        }
        if (known) {
            return false;
        }
        boolean said =
                afterVerb(at) || afterSingularKind(at) || clause.word(at - 1).is("called", "named");
        boolean service = clause.word(at + 1).is("service", "deployment")
                && NOUN.matcher(word.text()).matches();
        return said || (expected(at) && (service || !english(word)));
    }

    /// Whether a word stands where the subject of a question or the object of an order does: "is worker healthy", "why
    /// did reports fail", "restart crash and web".
    boolean subject(int at) {
        int before = at - 1;
        while (clause.word(before).is("the", "my", "our")) {
            before--;
        }
        boolean kindFollows = clause.kindAt(at + 1).isPresent();
        boolean quantity =
                clause.word(at).is("all", "every", "everything", "each", "any", "there", "it", "this", "that");
        if (kindFollows || quantity || clause.kindAt(at).isPresent()) {
            return false;
        }
        boolean ordered = clause.mood().orders() && before == clause.mood().verbEnd() - 1;
        boolean end = ends(at + 1);
        boolean asked = clause.word(before).is("is", "does", "did", "will", "has", "was", "why") && !end;
        return asked || (ordered && (end || clause.word(at + 1).is("and", ",", "to", "in", "from", "with", "by")));
    }

    /// "limits of the worker", "memory of the worker to 1Gi".
    boolean afterOf(int at) {
        boolean the = clause.word(at - 1).is("the", "my", "our")
                && (ends(at + 1) || clause.word(at + 1).is("to", "by"));
        return clause.word(the ? at - 2 : at - 1).is("of", "for")
                && !clause.word(at).is("all", "the", "my", "each", "every", "any", "our", "a")
                && clause.kindAt(at).isEmpty();
    }

    /// Where "except" stands, after which a name is of what is meant to be left alone; else behind the last word.
    int exclusion() {
        boolean whole = clause.says("all");
        for (int at = 0; at < clause.words().size(); at++) {
            Word word = clause.word(at);
            boolean apart =
                    word.is("apart", "other", "aside") && clause.word(at + 1).is("from", "than");
            boolean but = whole && word.is("but", "without");
            if (word.is("except", "excluding", "besides") || apart || but) {
                return at;
            }
            if (word.is("not") && clause.word(at + 1).is("belong", "belonging", "part", "of", "from", "owned")) {
                return at;
            }
        }
        return clause.words().size();
    }

    /// "web and crash": where a further name of a list stands.
    boolean listed(int at) {
        return clause.word(at - 1).is("and", ",", "or")
                && (ends(at + 1) || clause.word(at + 1).is("and", "to", "in"));
    }

    /// Whether the words around say that a name comes: "the pod 'x'", "called 'x'".
    boolean named(int at) {
        return clause.word(at - 1).is("called", "named", "of", "for")
                || clause.kindAt(at - 1).isPresent()
                || clause.kindAt(at + 1).isPresent();
    }

    /// Whether a clause, or a part of it, ends before that word.
    boolean ends(int at) {
        return at >= clause.words().size() || clause.word(at).punctuation();
    }

    private static boolean english(Word word) {
        return ENGLISH.matcher(word.text()).matches();
    }

    private boolean expected(int at) {
        int before = afterDeterminer(at);
        return Linker.BEFORE_NAME.contains(clause.word(before).text())
                || Linker.BEFORE_PLACE.contains(clause.word(before).text())
                || BEFORE_SUBJECT.contains(clause.word(before).text())
                || AFTER_SUBJECT.contains(clause.word(at + 1).text())
                || clause.kindAt(at + 1).filter(Linker.RUNNING::containsKey).isPresent()
                || clause.words().size() <= 2;
    }

    /// Whether the word follows the ordering verb, or "describe" and its like at the start.
    private boolean afterVerb(int at) {
        int before = afterDeterminer(at);
        Mood mood = clause.mood();
        if (mood.orders()) {
            return before < mood.verbEnd() || clause.kindAt(before).isPresent();
        }
        return clause.word(before).is("describe", "diagnose", "debug", "troubleshoot", "investigate");
    }

    private int afterDeterminer(int at) {
        int before = at - 1;
        while (clause.word(before).is("the", "my", "our", "a", "an", "this", "that")) {
            before--;
        }
        return before;
    }

    /// "pod x", "the deployment x": but not "pods x", nor "pod status".
    boolean afterSingularKind(int at) {
        return SINGULAR.contains(clause.word(at - 1).text())
                && !ATTRIBUTES.contains(clause.word(at).text());
    }
}
