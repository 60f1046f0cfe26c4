package dev.shipmate.planning;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Tells questions about this cluster from general ones and from small talk.
final class Topics {
    private static final Set<String> TALK = Set.of("greeting", "self", "polite");

    private final Lexicon lexicon;

    Topics(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    Topic of(Clause question, List<Reading> readings) {
        boolean names = readings.stream()
                .anyMatch(reading -> !reading.links().objects().isEmpty()
                        || !reading.links().namespace().isEmpty());
        if (names
                || readings.stream().anyMatch(reading -> reading.clause().mood().orders())) {
            return Topic.CLUSTER;
        }
        if (talk(question)) {
            return Topic.SMALL_TALK;
        }
        boolean here = question.says("own") || question.says("everywhere") || question.says("pronoun");
        boolean general = question.says("general")
                || question.says("howto")
                || question.says("explain")
                || definition(question)
                || anyOfAKind(question);
        boolean trouble = question.says("explain")
                && !question.says("general")
                && Stream.of("error", "wrong", "why", "fail", "crash", "pending", "unhealthy", "notready")
                        .anyMatch(question::says);
        return general && !here && !trouble ? Topic.GENERAL : Topic.CLUSTER;
    }

    /// "what happens when I delete a pod": no pod in particular.
    private static boolean anyOfAKind(Clause question) {
        for (int at = 1; at < question.words().size(); at++) {
            if (question.word(at - 1).is("a", "an") && question.kindAt(at).isPresent()) {
                return question.says("hypothetical");
            }
        }
        return false;
    }

    /// Nothing but greetings and questions about the assistant.
    private static boolean talk(Clause question) {
        if (!question.says("greeting") && !question.says("self")) {
            return false;
        }
        return question.hits().stream()
                .allMatch(hit -> hit.concepts().stream().anyMatch(TALK::contains)
                        || hit.concepts().equals(Set.of("which")));
    }

    /// "what is helm", "what are liveness probes": a term and nothing else.
    private boolean definition(Clause question) {
        int last = question.word(question.words().size() - 1).punctuation()
                ? question.words().size() - 1
                : question.words().size();
        boolean opens = question.word(0).is("what") && question.word(1).is("is", "are");
        if (!opens || last < 3 || last > 5) {
            return false;
        }
        return lexicon.longestAt(question.words().subList(0, last), 2)
                .filter(hit -> hit.to() == last)
                .filter(hit ->
                        hit.concepts().stream().noneMatch(Set.of("wrong", "status", "usage", "recent")::contains))
                .isPresent();
    }
}
