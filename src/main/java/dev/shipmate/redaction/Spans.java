package dev.shipmate.redaction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The stretches of one text that are secret, collected by several families, each with the word for its mark.
final class Spans {
    private record Span(int start, int end, String word) {}

    private final List<Span> spans = new ArrayList<>();

    void add(int start, int end, String word) {
        if (end > start) {
            spans.add(new Span(start, end, word));
        }
    }

    boolean isEmpty() {
        return spans.isEmpty();
    }

    /// Whether something secret was found between two places.
    boolean touches(int start, int end) {
        return spans.stream().anyMatch(span -> span.start < end && span.end > start);
    }

    /// The text with a mark in place of each span. Overlapping spans become one, named after the longest.
    String maskedIn(String text) {
        spans.sort(Comparator.comparingInt(Span::start));
        var masked = new StringBuilder(text.length());
        int written = 0;
        for (int i = 0; i < spans.size(); ) {
            Span merged = spans.get(i++);
            int longest = merged.end - merged.start;
            while (i < spans.size() && spans.get(i).start < merged.end) {
                Span next = spans.get(i++);
                String word = next.end - next.start > longest ? next.word : merged.word;
                longest = Math.max(longest, next.end - next.start);
                merged = new Span(merged.start, Math.max(merged.end, next.end), word);
            }
            masked.append(text, written, merged.start).append(Mark.of(merged.word));
            written = merged.end;
        }
        return masked.append(text, written, text.length()).toString();
    }
}
