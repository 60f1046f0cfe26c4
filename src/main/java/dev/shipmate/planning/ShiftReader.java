package dev.shipmate.planning;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds by how much an order changes a number of pods: "two more pods", "down by 1", "add a replica", "double".
final class ShiftReader {
    /// The orders that can be about a number of pods.
    private static final Set<String> ORDERS = Set.of("scale", "edit", "create", "delete", "run", "operate");

    private static final Map<String, Double> FACTORS =
            Map.of("double", 2.0, "twice", 2.0, "triple", 3.0, "quadruple", 4.0, "halve", 0.5, "half", 0.5);

    private static final Set<String> FEWER = Set.of(
            "down",
            "downscale",
            "less",
            "fewer",
            "remove",
            "reduce",
            "decrease",
            "drop",
            "lower",
            "shrink",
            "cut",
            "away");

    /// "add two pods" says a difference, "run two pods" does not.
    private static final Set<String> COUNTING = Set.of("add", "remove", "drop", "reduce", "cut", "take");

    private static final Set<String> BEYOND = Set.of("more", "less", "fewer", "additional", "extra", "further");

    /// What else may grow or be added.
    private static final Set<String> OTHER_MATTERS = Set.of(
            "memory",
            "cpu",
            "limit",
            "limits",
            "request",
            "requests",
            "storage",
            "disk",
            "timeout",
            "label",
            "labels",
            "annotation",
            "env",
            "environment",
            "variable",
            "variables",
            "port",
            "ports",
            "image",
            "tag",
            "key",
            "secret",
            "configmap",
            "container",
            "sidecar",
            "volume",
            "node",
            "nodes");

    private static final int LONGEST_NAME = 3;

    private final List<Word> words;
    private final Mood mood;
    private final Slots slots;

    ShiftReader(List<Word> words, Mood mood, Slots slots) {
        this.words = words;
        this.mood = mood;
        this.slots = slots;
    }

    /// Puts the first difference into the slots, as `shift`.
    void read() {
        if (!ofPods(words) || !ORDERS.contains(mood.order())) {
            return;
        }
        for (int at = mood.verbAt(); at < words.size() && !slots.has("shift"); at++) {
            Double factor = FACTORS.get(word(at).text());
            if (word(at).is("another")) {
                boolean counted = number(at + 1) > 0;
                put(counted ? number(at + 1) : 1, at, counted ? at + 2 : at + 1);
            } else if (factor != null && !word(at + 1).is("a", "an")) {
                slots.put("shift", Shift.times(factor), at, at + 1);
            } else if (number(at) > 0) {
                readNumber(number(at), at);
            } else if (word(at).is("a", "an")
                    && (beyond(word(at + 1)) || (counts() && SlotReader.pods(word(at + 1))))) {
                put(1, at, beyond(word(at + 1)) ? at + 2 : at + 1);
            }
        }
    }

    private void readNumber(int count, int at) {
        if (word(at + 1).is("times")) {
            slots.put("shift", Shift.times(count), at, at + 2);
        } else if (beyond(word(at + 1))) {
            put(count, at, at + 2);
        } else if (word(at - 1).is("by") || (counts() && !word(at - 1).is("to") && podsFollow(at + 1))) {
            put(count, at, at + 1);
        }
    }

    private void put(int count, int from, int to) {
        boolean fewer = words.stream().anyMatch(word -> FEWER.contains(word.text()));
        slots.put("shift", Shift.by(fewer ? -count : count), from, to);
    }

    /// Whether numbers can be of pods: nothing else is spoken of.
    static boolean ofPods(List<Word> words) {
        return words.stream().noneMatch(word -> OTHER_MATTERS.contains(word.text()));
    }

    /// Whether a number before this word is a difference.
    static boolean beyond(Word word) {
        return BEYOND.contains(word.text());
    }

    /// "two pods", "two frontend pods".
    private boolean podsFollow(int from) {
        for (int at = from; at <= from + LONGEST_NAME && !word(at).is("to", "from", "of", "in", "for"); at++) {
            if (SlotReader.pods(word(at))) {
                return true;
            }
        }
        return false;
    }

    private boolean counts() {
        return COUNTING.contains(word(mood.verbAt()).text());
    }

    private int number(int at) {
        return SlotReader.number(word(at).text());
    }

    private Word word(int at) {
        return at >= 0 && at < words.size() ? words.get(at) : Word.NONE;
    }
}
