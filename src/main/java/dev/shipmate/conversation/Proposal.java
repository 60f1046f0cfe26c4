package dev.shipmate.conversation;

import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The changes that the last answer proposed, for whoever takes it up in so many words.
record Proposal(List<ToolCall> changes) {
    private static final Pattern ASSENT = Pattern.compile("(?:(?:yes|ok|okay|please|go ahead|then)[ ,]+(?:and )?)*"
            + "(?:apply|do|make|accept|take)(?: (?:it|this|that|them|(?:the|this|that|these|those)"
            + " (?:proposed |suggested |recommended )?(?:change|changes|proposal|suggestion|recommendation|remedy|fix|patch)"
            + "|what you (?:just )?(?:proposed|suggested|recommended)))(?: please| now)*"
            + "|(?:yes[ ,]+)?go ahead");

    Proposal {
        changes = List.copyOf(changes);
    }

    /// What these results propose and nobody has made yet.
    static Proposal in(List<ToolResult> results) {
        boolean made = results.stream().anyMatch(ToolResult.Changed.class::isInstance);
        return new Proposal(
                made
                        ? List.of()
                        : results.stream()
                                .filter(ToolResult.Proposed.class::isInstance)
                                .flatMap(result -> ((ToolResult.Proposed) result).changes().stream())
                                .toList());
    }

    /// Whether a text says nothing but that it should be made.
    boolean isTakenUpBy(String text) {
        return !changes.isEmpty()
                && ASSENT.matcher(text.strip().toLowerCase(Locale.ROOT).replaceAll("[.!]+$", ""))
                        .matches();
    }

    /// What a user may say to have it made.
    List<String> suggestions() {
        if (changes.size() == 1 && changes.getFirst().tool().equals("scale")) {
            var arguments = changes.getFirst().arguments();
            return List.of("scale %s to %s replicas".formatted(arguments.get("name"), arguments.get("replicas")));
        }
        return changes.isEmpty() ? List.of() : List.of("apply it");
    }
}
