package dev.shipmate.planning;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Knows a changing verb when it stands at the head of a clause, and when such a word is a noun or an idiom there.
final class Imperatives {
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

    /// What a verb of many uses must come with, to be about a change: "set" alone says nothing.
    private static final List<String> MATTERS = List.of(
            "replicas",
            "limits",
            "autoscaling",
            "label",
            "env",
            "image",
            "imageref",
            "port",
            "memory",
            "cpu",
            "config",
            "namespace",
            "kind:configmaps",
            "kind:secrets",
            "cert");

    private static final List<String> LOOKING = List.of("show", "idiom", "check", "describe", "explain");

    private final Lexicon lexicon;

    /// After one of these a verb is a noun: "restart count", "update policy".
    private final Set<String> nouns = new HashSet<>();

    Imperatives(Lexicon lexicon) {
        this.lexicon = lexicon;
        ResourceLines.of("after-nouns.txt")
                .forEach(line -> nouns.addAll(List.of(line.strip().split("\\s+"))));
    }

    /// Whether a changing phrase begins here that is longer than another reading of the words.
    boolean longerThan(List<Word> words, int at, int length) {
        return ORDERS.stream().anyMatch(order -> lexicon.lengthOf(order, words, at) > length);
    }

    /// The order whose verb stands at a word.
    Optional<Mood> at(List<Word> words, int at) {
        Mood best = Mood.ASKING;
        int longest = 0;
        for (String order : ORDERS) {
            int length = lexicon.lengthOf(order, words, at);
            if (length > longest) {
                best = new Mood(order, at, at + length, false);
                longest = length;
            }
        }
        return longest > 0 && !looks(words, at, longest) && !noun(words, best) && !vague(words, best)
                ? Optional.of(best)
                : Optional.empty();
    }

    private boolean looks(List<Word> words, int at, int longest) {
        return LOOKING.stream().anyMatch(concept -> lexicon.lengthOf(concept, words, at) > longest);
    }

    /// "restart count", "scale status", "backup history": or nothing but the word "stop".
    private boolean noun(List<Word> words, Mood mood) {
        int end = mood.verbEnd();
        if (end >= words.size()) {
            return mood.order().equals("stop");
        }
        boolean single = end - mood.verbAt() == 1;
        Word last = words.getLast().punctuation() ? words.get(words.size() - 2) : words.getLast();
        return (single && nouns.contains(words.get(end).text()))
                || last.is("status", "statuses", "history", "progress");
    }

    /// "give an overview": a verb of many uses, without anything that could be changed.
    private boolean vague(List<Word> words, Mood mood) {
        if (lexicon.lengthOf("weak", words, mood.verbAt()) < mood.verbEnd() - mood.verbAt()) {
            return false;
        }
        boolean pods = words.stream().anyMatch(SlotReader::pods);
        for (int at = mood.verbEnd(); at < words.size(); at++) {
            int place = at;
            boolean value = words.get(at).text().chars().anyMatch(c -> Character.isDigit(c) || c == '=')
                    || (pods && SlotReader.number(words.get(at).text()) > 0);
            if (value || MATTERS.stream().anyMatch(matter -> lexicon.lengthOf(matter, words, place) > 0)) {
                return false;
            }
        }
        return true;
    }
}
