package dev.shipmate.tool.kubernetes;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Small pieces of English for the sentences in results.
final class Words {
    private Words() {}

    /// `1 pod`, `7 pods`.
    static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    static String count(long number, String one) {
        return count(number, one, one + "s");
    }

    /// `5 Running, 1 Pending`: the largest count first.
    static String counts(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    /// `a`, `a and b`, `a, b and c`.
    static String list(List<String> words) {
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
    }

    static String shortened(String text, int most) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= most ? line : line.substring(0, most - 1) + "…";
    }
}
