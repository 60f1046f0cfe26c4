package dev.shipmate.planning;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The values that a clause gives by their shape alone, such as counts, times and images, under the name of the
/// argument they are for, and the words that were used up for them.
final class Slots {
    private final Map<String, Object> values = new HashMap<>();
    private final boolean[] used;

    Slots(List<Word> words) {
        used = new boolean[words.size()];
    }

    /// The first value for an argument wins.
    void put(String argument, Object value, int from, int to) {
        if (values.putIfAbsent(argument, value) == null) {
            use(from, to);
        }
    }

    void use(int from, int to) {
        for (int at = from; at < to; at++) {
            used[at] = true;
        }
    }

    boolean used(int at) {
        return used[at];
    }

    Optional<Object> find(String argument) {
        return Optional.ofNullable(values.get(argument));
    }

    boolean has(String argument) {
        return values.containsKey(argument);
    }
}
