package dev.shipmate.planning;

import dev.shipmate.planning.Lexicon.Hit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One wish of a question, as words, and what they say without a look at the cluster.
record Clause(List<Word> words, List<Hit> hits, Mood mood, Slots slots) {
    Clause {
        words = List.copyOf(words);
        hits = List.copyOf(hits);
    }

    Set<String> concepts() {
        return hits.stream().flatMap(hit -> hit.concepts().stream()).collect(Collectors.toSet());
    }

    boolean says(String concept) {
        return hits.stream().anyMatch(hit -> hit.concepts().contains(concept));
    }

    Word word(int at) {
        return at < 0 || at >= words.size() ? Word.NONE : words.get(at);
    }

    /// The plural of the resource kind that a word names by itself, such as `deployments` for `deploy`.
    Optional<String> kindAt(int at) {
        return hits.stream()
                .filter(hit -> hit.from() <= at && at < hit.to())
                .flatMap(hit -> hit.concepts().stream())
                .filter(concept -> concept.startsWith(Lexicon.KIND))
                .map(concept -> concept.substring(Lexicon.KIND.length()))
                .findFirst();
    }

    /// All resource kinds that are named, in the order of the words.
    List<String> kinds() {
        return hits.stream()
                .flatMap(hit -> hit.concepts().stream().sorted())
                .filter(concept -> concept.startsWith(Lexicon.KIND))
                .map(concept -> concept.substring(Lexicon.KIND.length()))
                .distinct()
                .toList();
    }
}
