package dev.shipmate.logs;

import dev.shipmate.redaction.PlainText;
import dev.shipmate.redaction.Redactor;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Groups texts online by what they have in common: the algorithm Drain (He, Zhu, Zheng, Lyu: "Drain: An Online Log
/// Parsing Approach with Fixed Depth Tree", ICWS 2017), with a tree of severity, known failure, number of tokens and
/// first token.
///
/// There are never more than a few hundred groups: what comes after that joins the group of everything else of its
/// severity.
final class Drain {
    private static final int MOST_OF_ONE_SEVERITY = 300;
    private static final int MOST_TOKENS = 60;
    /// So many branches of the tree have a first token of their own; in the rest it counts as masked.
    private static final int MOST_LEAVES = 2_000;
    private static final double ALIKE = 0.6;

    private static final int LONGEST_FIRST = 60;
    private static final String OTHERS = "(lines of many other kinds)";

    private final Redactor redactor;
    private final Map<Leaf, List<Template>> leaves = new HashMap<>();
    private final Map<Severity, Integer> sizes = new EnumMap<>(Severity.class);
    private final Map<Severity, Template> others = new EnumMap<>(Severity.class);

    Drain(Redactor redactor) {
        this.redactor = redactor;
    }

    private record Leaf(Severity severity, String failure, int tokens, String first) {}

    /// One entry to be placed.
    ///
    /// @param text its message as it was written
    /// @param entry all of it
    record Item(Severity severity, String text, String entry, Optional<KnownFailure> failure, String source) {}

    /// The group of an item: one that it is like, else a new one. Only what begins a group is kept, and redacted; an
    /// item that joins one leaves nothing of itself but the masks for what is different.
    Template place(Item item) {
        String[] tokens = tokens(item.text());
        return find(item, tokens).orElseGet(() -> placeRedacted(item, tokens));
    }

    private Template placeRedacted(Item item, String[] raw) {
        String redacted = redactor.redact(item.text());
        if (redacted.equals(item.text())) {
            return create(item, raw);
        }
        String[] tokens = tokens(redacted);
        return find(item, tokens).orElseGet(() -> create(item, tokens));
    }

    private Optional<Template> find(Item item, String[] tokens) {
        Template best = nearest(leaves.getOrDefault(leaf(item, tokens), List.of()), tokens);
        if (best != null) {
            best.widen(tokens);
        }
        return Optional.ofNullable(best);
    }

    private Template create(Item item, String[] tokens) {
        int size = sizes.merge(item.severity(), 1, Integer::sum);
        if (size > MOST_OF_ONE_SEVERITY) {
            return others.computeIfAbsent(item.severity(), _ -> template(item, OTHERS.split(" "), Optional.empty()));
        }
        Template template = template(item, tokens, item.failure());
        leaves.computeIfAbsent(leaf(item, tokens), _ -> new ArrayList<>()).add(template);
        return template;
    }

    private Template template(Item item, String[] tokens, Optional<KnownFailure> failure) {
        List<String> example =
                PlainText.lines(redactor.redact(item.entry()).lines().toList());
        return new Template(
                item.severity(),
                PlainText.lines(List.of(tokens)).toArray(String[]::new),
                example,
                failure,
                item.source());
    }

    List<Template> templates() {
        var all = new ArrayList<Template>();
        leaves.values().forEach(all::addAll);
        all.addAll(others.values());
        return all;
    }

    private Leaf leaf(Item item, String[] tokens) {
        String failure = item.failure().map(KnownFailure::id).orElse("");
        boolean masked = tokens[0].contains(Shape.MASK) || tokens[0].length() > LONGEST_FIRST;
        var leaf = new Leaf(item.severity(), failure, tokens.length, masked ? Shape.MASK : tokens[0]);
        return leaves.size() < MOST_LEAVES || leaves.containsKey(leaf)
                ? leaf
                : new Leaf(item.severity(), failure, tokens.length, Shape.MASK);
    }

    private static @Nullable Template nearest(List<Template> candidates, String[] tokens) {
        Template best = null;
        double bestLikeness = ALIKE;
        for (Template candidate : candidates) {
            double likeness = candidate.likeness(tokens);
            if (likeness >= bestLikeness) {
                best = candidate;
                bestLikeness = likeness;
            }
        }
        return best;
    }

    private static String[] tokens(String text) {
        String masked = Shape.mask(text.strip());
        var tokens = new ArrayList<String>();
        int start = 0;
        while (start < masked.length() && tokens.size() < MOST_TOKENS) {
            int space = masked.indexOf(' ', start);
            int end = space < 0 ? masked.length() : space;
            if (end > start) {
                tokens.add(masked.substring(start, end));
            }
            start = end + 1;
        }
        return tokens.isEmpty() ? new String[] {""} : tokens.toArray(String[]::new);
    }
}
