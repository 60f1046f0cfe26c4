package dev.shipmate.spelling;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Small pieces of English for the sentences in results.
public final class Words {
    private Words() {}

    /// `1 pod`, `7 pods`.
    public static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /// With the usual plural.
    public static String count(long number, String one) {
        return count(number, one, one + "s");
    }

    /// `5 Running, 1 Pending`: the largest count first.
    public static String counts(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    /// `a`, `a and b`, `a, b and c`.
    public static String list(List<String> words) {
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
    }

    /// A condition's reason with its message: `ErrImagePull (no such image)`.
    public static String reasonAndMessage(String reason, String message) {
        if (message.isBlank()) {
            return reason.isEmpty() ? "no reason was given" : reason;
        }
        String text = shortened(message, 400).replaceAll("\\.$", "");
        return reason.isEmpty() ? text : reason + " (" + text + ")";
    }

    /// In one line, with an ellipsis where more than `most` characters were.
    public static String shortened(String text, int most) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= most ? line : line.substring(0, most - 1) + "…";
    }
}
