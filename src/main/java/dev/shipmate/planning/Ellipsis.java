package dev.shipmate.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Says again what a list of orders leaves out, so that each keeps its own value: "scale web to 3 and [scale] api to
/// 1", "add two replicas to web and [add] one [replica] to api".
final class Ellipsis {
    private static final Set<String> ORDERS = Set.of("scale", "edit", "undo", "deploy", "create", "delete");

    /// These orders have numbers of pods only where pods are named.
    private static final Set<String> OF_PODS = Set.of("create", "delete");

    private static final Set<String> RANGE = Set.of("between", "min", "max", "minimum", "maximum");

    /// What stands beside a value without being a name.
    private static final Set<String> FILLERS = Set.of(
            "to",
            "at",
            "by",
            "up",
            "down",
            "of",
            "the",
            "from",
            "with",
            "for",
            "in",
            "on",
            "a",
            "an",
            "each",
            "more",
            "less",
            "fewer",
            "extra",
            "additional",
            "another",
            "only",
            "just",
            "please",
            "respectively",
            "revision");

    private final MoodReader moods;

    Ellipsis(MoodReader moods) {
        this.moods = moods;
    }

    List<Word> restored(List<Word> words) {
        var restored = new ArrayList<Word>();
        int start = 0;
        for (int at = 0; at < words.size(); at++) {
            restored.add(words.get(at));
            if (!Clauses.joint(words.get(at))) {
                continue;
            }
            int end = end(words, at + 1);
            List<Word> part = words.subList(at + 1, end);
            List<Word> order = restored.subList(start, restored.size() - 1);
            Mood mood = moods.read(order, false);
            boolean begins = moods.read(part, false).orders();
            if (!begins && continues(mood, order, part)) {
                List<Word> again = again(mood, order, part);
                start = restored.size();
                restored.addAll(again);
                at = end - 1;
            } else if (begins || words.get(at).form() == Word.Form.STOP) {
                start = restored.size();
            }
        }
        return restored;
    }

    private static int end(List<Word> words, int from) {
        return IntStream.range(from, words.size())
                .filter(at -> Clauses.joint(words.get(at)))
                .findFirst()
                .orElse(words.size());
    }

    private static boolean continues(Mood mood, List<Word> order, List<Word> part) {
        if (!ORDERS.contains(mood.order())) {
            return false;
        }
        boolean pods = order.stream().anyMatch(SlotReader::pods);
        boolean counts = counted(order.subList(mood.verbAt(), order.size()))
                && counted(part)
                && ShiftReader.ofPods(order)
                && ShiftReader.ofPods(part)
                && (pods || !OF_PODS.contains(mood.order()));
        boolean images =
                order.stream().anyMatch(SlotReader::image) && part.stream().anyMatch(SlotReader::image);
        boolean range = order.stream().anyMatch(word -> RANGE.contains(word.text()))
                || part.stream().anyMatch(word -> RANGE.contains(word.text()));
        return (counts || images) && !range && part.stream().anyMatch(Ellipsis::name);
    }

    private static boolean counted(List<Word> words) {
        return words.stream().anyMatch(word -> SlotReader.number(word.text()) >= 0)
                && words.stream().noneMatch(SlotReader::unit);
    }

    private static boolean name(Word word) {
        return SlotReader.number(word.text()) < 0
                && !FILLERS.contains(word.text())
                && !SlotReader.pods(word)
                && !SlotReader.image(word);
    }

    /// The verb, the part, and what its number counts. "I need 3" has no verb that could be said again.
    private static List<Word> again(Mood mood, List<Word> order, List<Word> part) {
        var again = new ArrayList<Word>(
                mood.verbEnd() > mood.verbAt()
                        ? order.subList(mood.verbAt(), mood.verbEnd())
                        : List.of(new Word("scale", "scale", Word.Form.PLAIN)));
        boolean bare = part.stream().noneMatch(SlotReader::pods);
        for (Word word : part) {
            again.add(word);
            if (bare && SlotReader.number(word.text()) >= 0) {
                order.stream().filter(SlotReader::pods).findFirst().ifPresent(again::add);
            }
        }
        return again;
    }
}
