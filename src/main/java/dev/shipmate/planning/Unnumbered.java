package dev.shipmate.planning;

import java.util.List;
import java.util.Set;

/// An order for more pods that says neither how many nor by how much: "scale the backend to handle more load".
final class Unnumbered {
    private static final Set<String> AMOUNTS = Set.of(
            "double",
            "twice",
            "triple",
            "quadruple",
            "halve",
            "half",
            "single",
            "couple",
            "by",
            "maximum",
            "minimum",
            "minus",
            "negative");

    private static final Set<String> FEWER = Set.of(
            "down",
            "in",
            "back",
            "downscale",
            "less",
            "fewer",
            "smaller",
            "reduce",
            "decrease",
            "lower",
            "shrink",
            "cut",
            "nothing",
            "none",
            "off");

    private Unnumbered() {}

    static boolean is(Reading reading) {
        Slots slots = reading.clause().slots();
        Mood mood = reading.clause().mood();
        if (slots.has("replicas")
                || slots.has("count")
                || slots.has("shift")
                || mood.order().equals("stop")) {
            return false;
        }
        // "in" and "back" say something else when they do not belong to the verb.
        List<Word> words = reading.clause().words();
        int from = Math.max(0, mood.verbAt());
        int to = Math.min(words.size(), Math.max(from, mood.verbEnd()));
        boolean fewer = words.subList(from, to).stream().anyMatch(word -> FEWER.contains(word.text()))
                || words.stream().anyMatch(word -> word.is("down", "less", "fewer", "smaller", "nothing"));
        boolean amount = words.stream()
                        .anyMatch(word ->
                                AMOUNTS.contains(word.text()) || word.text().matches("-?\\d+.*"))
                || words.stream().anyMatch(word -> SlotReader.number(word.text()) >= 0);
        return !fewer && !amount;
    }
}
