package dev.shipmate.planning;

import dev.shipmate.tool.Effect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Every tool that a question may want, whether it is built or not, with its effect and its arguments.
final class ToolBook {
    /// Stands for a wish that no tool covers.
    static final String NONE = "none";

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /// @param arguments in the order in which people read them
    record Entry(String tool, Effect effect, List<String> arguments, Set<String> required) {
        Entry {
            arguments = List.copyOf(arguments);
            required = Set.copyOf(required);
        }
    }

    ToolBook() {
        for (String[] cells : ResourceLines.cells("tools.tsv", 3)) {
            List<String> words = Stream.of(cells[2].strip().split(" "))
                    .filter(word -> !word.isEmpty())
                    .toList();
            List<String> arguments =
                    words.stream().map(word -> word.replace("!", "")).toList();
            List<String> required = words.stream()
                    .filter(word -> word.startsWith("!"))
                    .map(word -> word.substring(1))
                    .toList();
            Effect effect = Effect.valueOf(cells[1].toUpperCase(Locale.ROOT));
            entries.put(cells[0], new Entry(cells[0], effect, arguments, Set.copyOf(required)));
        }
    }

    Entry entry(String tool) {
        Entry entry = entries.get(tool);
        if (entry == null) {
            throw new IllegalArgumentException("planning/tools.tsv has no '%s'.".formatted(tool));
        }
        return entry;
    }
}
