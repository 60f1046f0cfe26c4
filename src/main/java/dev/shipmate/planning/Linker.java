package dev.shipmate.planning;

import java.util.Map;
import java.util.Set;

/// Ties the words of a clause to live names.
final class Linker {
    /// The kinds whose objects run pods, and the word for one of them.
    static final Map<String, String> RUNNING = Map.of(
            "pods",
            "pod",
            "deployments",
            "deployment",
            "statefulsets",
            "statefulset",
            "daemonsets",
            "daemonset",
            "jobs",
            "job",
            "cronjobs",
            "cronjob");

    /// Words before a name that say that a name comes.
    static final Set<String> BEFORE_NAME = Set.of("of", "for", "from", "called", "named", "on", "with");

    static final Set<String> BEFORE_PLACE = Set.of("in", "from", "inside", "within", "under", "across", "on");

    private final Lexicon lexicon;

    Linker(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /// `namespace` is where names are looked for unless the clause says otherwise.
    Links link(Clause clause, LiveNames live, String namespace) {
        var place = new PlaceLinking(clause, lexicon, live);
        String named = place.find();
        String where = named.equals("*") ? "" : named.isEmpty() ? namespace : named;
        return new ObjectLinking(clause, lexicon, live, where).link(named, place.unknown());
    }
}
