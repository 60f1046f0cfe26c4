package dev.shipmate.planning;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Finds counts, times, images, selectors, containers and key words by their shape.
final class SlotReader {
    private static final Pattern SHORT_TIME = Pattern.compile("(\\d+)(s|m|h|d|min|mins|hr|hrs|sec)");
    private static final Pattern IMAGE =
            Pattern.compile("(?:[\\w.-]+(?::\\d+)?/)*[a-z][\\w.-]*(?::v?[\\w][\\w.-]*|@sha256:\\w+)");
    private static final Pattern SELECTOR = Pattern.compile("[a-z][\\w./-]*=[\\w.-]+");
    private static final Pattern AMOUNT = Pattern.compile("\\d+(?:\\.\\d+)?(?:[kmgt]i?b?|b)");
    private static final Pattern PERCENT = Pattern.compile("(\\d+)%");

    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("second", "s"),
            Map.entry("seconds", "s"),
            Map.entry("sec", "s"),
            Map.entry("secs", "s"),
            Map.entry("minute", "m"),
            Map.entry("minutes", "m"),
            Map.entry("min", "m"),
            Map.entry("mins", "m"),
            Map.entry("hour", "h"),
            Map.entry("hours", "h"),
            Map.entry("hr", "h"),
            Map.entry("hrs", "h"),
            Map.entry("day", "d"),
            Map.entry("days", "d"),
            Map.entry("week", "w"),
            Map.entry("weeks", "w"));

    private static final List<String> NUMBERS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

    private static final Set<String> DIFFERENCE = Set.of(
            "minus", "negative", "more", "less", "fewer", "another", "additional", "extra", "by", "than", "times");

    private static final Set<String> MOVING =
            Set.of("scale", "increase", "decrease", "raise", "lower", "bump", "reduce", "shrink", "grow", "change");

    private static final Set<String> AUTOMATIC = Set.of(
            "automatically",
            "autoscale",
            "autoscaler",
            "hpa",
            "cpu",
            "memory",
            "load",
            "depending",
            "based",
            "between");

    private static final Set<String> KEYWORD = Set.of(
            "keyword",
            "containing",
            "contain",
            "contains",
            "matching",
            "mentioning",
            "mention",
            "grep",
            "string",
            "phrase");

    Slots read(List<Word> words, Mood mood) {
        var slots = new Slots(words);
        for (int at = 0; at < words.size(); at++) {
            readFlag(words, at, slots);
        }
        new ShiftReader(words, mood, slots).read();
        for (int at = 0; at < words.size(); at++) {
            if (!slots.used(at)) {
                readTime(words, at, slots);
                readCount(words, at, mood, slots);
                readShape(words, at, slots);
                readContainer(words, at, slots);
            }
        }
        readOnlyCount(words, slots);
        return slots;
    }

    /// "backend needs 3": the only number that nothing else accounts for, unless it is a difference.
    private static void readOnlyCount(List<Word> words, Slots slots) {
        List<Integer> free = IntStream.range(0, words.size())
                .filter(at -> !slots.used(at) && number(words.get(at).text()) >= 0)
                .boxed()
                .toList();
        boolean differs = words.stream().anyMatch(word -> DIFFERENCE.contains(word.text()));
        if (free.size() == 1 && !differs) {
            int at = free.getFirst();
            slots.put("count", number(words.get(at).text()), at, at);
        }
    }

    private static void readFlag(List<Word> words, int at, Slots slots) {
        Word flag = words.get(at);
        if (!flag.text().startsWith("-")) {
            return;
        }
        String[] sides = flag.typed().split("=", 2);
        boolean separate = sides.length == 1 && at + 1 < words.size();
        String value =
                sides.length == 2 ? sides[1] : separate ? words.get(at + 1).typed() : "";
        int to = separate ? at + 2 : at + 1;
        switch (sides[0]) {
            case "-n", "--namespace" -> {
                boolean lines = value.chars().allMatch(Character::isDigit);
                slots.put(lines ? "tail" : "namespace", lines ? number(value) : value, at, to);
            }
            case "--tail" -> slots.put("tail", number(value), at, to);
            case "--since" -> slots.put("since", value, at, to);
            case "--replicas" -> slots.put("replicas", number(value), at, to);
            case "--previous", "-p" -> slots.put("previous", true, at, at + 1);
            case "-l", "--selector" -> slots.put("selector", value, at, to);
            case "-c", "--container" -> slots.put("container", value, at, to);
            case "-A", "--all-namespaces" -> slots.put("namespace", "*", at, at + 1);
            case "-f", "--follow", "-o" -> slots.use(at, at + 1);
            default -> {}
        }
    }

    private static void readTime(List<Word> words, int at, Slots slots) {
        Matcher compact = SHORT_TIME.matcher(words.get(at).text());
        if (compact.matches()) {
            String unit = compact.group(2);
            slots.put("since", compact.group(1) + UNITS.getOrDefault(unit, unit), at, at + 1);
            return;
        }
        String unit = UNITS.get(words.get(at).text());
        if (unit == null || at == 0) {
            return;
        }
        int count = number(words.get(at - 1).text());
        if (count > 0) {
            slots.put("since", duration(count, unit), at - 1, at + 1);
        } else if (words.get(at - 1).is("last", "past", "an", "a", "the", "this", "previous") && !isRate(words, at)) {
            slots.put("since", duration(1, unit), at - 1, at + 1);
        }
    }

    /// "errors a minute" says how often, not since when.
    private static boolean isRate(List<Word> words, int at) {
        return at > 1
                && words.get(at - 1).is("a", "an")
                && words.get(at - 2).is("error", "errors", "failures", "requests", "exceptions", "times", "often");
    }

    private static String duration(int count, String unit) {
        return switch (unit) {
            case "d" -> count * 24 + "h";
            case "w" -> count * 168 + "h";
            default -> count + unit;
        };
    }

    private static void readCount(List<Word> words, int at, Mood mood, Slots slots) {
        int count = number(words.get(at).text());
        if (count < 0) {
            return;
        }
        Word after = at + 1 < words.size() ? words.get(at + 1) : Word.NONE;
        Word before = at > 0 ? words.get(at - 1) : Word.NONE;
        if (before.is("minus", "negative")) {
            return;
        }
        if (after.is("lines", "line", "entries", "log", "logs", "messages", "rows") || before.is("tail")) {
            slots.put("tail", count, at, at + 1);
        } else if (before.is("between", "min", "minimum", "from") && mood.orders() && !moves(words, mood)) {
            slots.put("min", count, at, at + 1);
        } else if (before.is("and", "to", "max", "maximum") && slots.has("min")) {
            slots.put("max", count, at, at + 1);
        } else if (mood.orders() && (listed(words, at) || listed(words, at - 2))) {
            slots.use(at, at + 1);
        } else if (pods(after) && !before.is("last", "top")) {
            slots.put("replicas", count, at, at + 1);
        } else if (before.is("revision", "rev", "version", "revisions")) {
            slots.put("revision", count, at, at + 1);
        } else if (bareReplicas(mood, before)) {
            slots.put("replicas", count, at, at + 1);
        }
    }

    /// "scale web and api to 2 and 3": which number is whose, nobody can tell for sure.
    private static boolean listed(List<Word> words, int at) {
        return at >= 0
                && at + 2 < words.size()
                && words.get(at + 1).is("and", ",", "or")
                && number(words.get(at).text()) >= 0
                && number(words.get(at + 2).text()) >= 0;
    }

    static boolean unit(Word word) {
        return UNITS.containsKey(word.text());
    }

    static boolean image(Word word) {
        return IMAGE.matcher(word.text()).matches();
    }

    static boolean pods(Word word) {
        return word.is("replicas", "replica", "pods", "instances", "copies", "pod", "instance", "copy");
    }

    /// "scale web from 2 to 4" is no range for an autoscaler.
    private static boolean moves(List<Word> words, Mood mood) {
        return MOVING.contains(words.get(mood.verbAt()).text())
                && words.stream().anyMatch(word -> word.is("from"))
                && words.stream().noneMatch(word -> AUTOMATIC.contains(word.text()));
    }

    /// "scale web to 3" needs no word for replicas.
    private static boolean bareReplicas(Mood mood, Word before) {
        return switch (mood.order()) {
            case "scale" -> !before.is("between", "by", "from");
            case "edit" -> before.is("to", "replicas", "at");
            default -> mood.orders() && before.is("replicas", "at");
        };
    }

    private static void readShape(List<Word> words, int at, Slots slots) {
        Word word = words.get(at);
        if (word.form() == Word.Form.QUOTED) {
            slots.put("quoted", word.typed(), at, at);
            return;
        }
        Matcher percent = PERCENT.matcher(word.text());
        if (AMOUNT.matcher(word.text()).matches()) {
            slots.put("amount", word.typed(), at, at + 1);
        } else if (percent.matches()) {
            slots.put("cpu", number(percent.group(1)), at, at + 1);
        } else if (SELECTOR.matcher(word.text()).matches()) {
            slots.put("selector", word.typed(), at, at + 1);
        } else if (image(word)) {
            slots.put("image", word.typed(), at, at + 1);
        } else if (KEYWORD.contains(word.text()) && at + 1 < words.size()) {
            int said = soughtAfter(words, at);
            slots.put("grep", words.get(said).typed(), said == at + 1 ? at : said, said + 1);
        }
    }

    /// Where the text stands that is looked for: "grep ERROR in the log", "grep the log of web for ERROR", "grep for
    /// ERROR in the log".
    private static int soughtAfter(List<Word> words, int at) {
        if (words.get(at).is("grep")) {
            for (int later = at + 1; later + 1 < words.size(); later++) {
                if (words.get(later).is("for")) {
                    return later + 1;
                }
            }
        }
        return at + 1;
    }

    private static void readContainer(List<Word> words, int at, Slots slots) {
        if (words.get(at).is("container")
                && at + 1 < words.size()
                && words.get(at + 1).nameLike()) {
            slots.put("container", words.get(at + 1).typed(), at + 1, at + 2);
        }
    }

    /// The value of a number in digits or as a word up to ten, or -1.
    static int number(String text) {
        if (!text.isEmpty() && text.length() < 8 && text.chars().allMatch(Character::isDigit)) {
            return Integer.parseInt(text);
        }
        return NUMBERS.indexOf(text);
    }
}
