package dev.shipmate.planning;

import java.util.Set;

/// Tells where in a clause a word names a container of the workload that another word names: "web container sidecar",
/// "the sidecar container of web". In "the logs of the web container" the word names the workload.
final class ContainerPositions {
    /// Words of the trade that many a container is called by.
    private static final Set<String> USUAL = Set.of("sidecar", "exporter", "proxy", "agent");

    private final Clause clause;
    private final Lexicon lexicon;

    ContainerPositions(Clause clause, Lexicon lexicon) {
        this.clause = clause;
        this.lexicon = lexicon;
    }

    boolean names(int at) {
        if (!mayBeName(at)) {
            return false;
        }
        if (clause.word(at - 1).is("container")) {
            return nameBefore(at - 1) || nameOwner(at + 1);
        }
        return clause.word(at + 1).is("container") && nameOwner(at + 2);
    }

    /// "web container …", "web, container …", "of the web pod in container …".
    private boolean nameBefore(int at) {
        int before = at - 1;
        while (clause.word(before).form() == Word.Form.PAUSE
                || clause.word(before).is("the", "in", "from", "of", "for", "pod", "deployment")) {
            before--;
        }
        return mayBeName(before);
    }

    /// "… of web", "… in the deployment web".
    private boolean nameOwner(int at) {
        if (!clause.word(at).is("of", "in", "from", "for", "on")) {
            return false;
        }
        int owner = at + 1;
        while (clause.word(owner).is("the", "my", "our") || clause.kindAt(owner).isPresent()) {
            owner++;
        }
        return mayBeName(owner);
    }

    private boolean mayBeName(int at) {
        Word word = clause.word(at);
        return word.form() == Word.Form.PLAIN
                && !clause.slots().used(at)
                && (USUAL.contains(word.text()) || !lexicon.knows(word.text()));
    }
}
