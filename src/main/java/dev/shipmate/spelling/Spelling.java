package dev.shipmate.spelling;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Likeness of words by edit distance: insertions, deletions, replacements and swaps of neighbours count one each.
public final class Spelling {
    private Spelling() {}

    /// The number of edits between two words (optimal string alignment distance).
    public static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return last[b.length()];
    }

    /// Whether `typed` may be a slip for `name`: one edit for words of four letters or more, two for seven or more.
    public static boolean slip(String typed, String name) {
        int allowed = typed.length() >= 7 ? 2 : typed.length() >= 4 ? 1 : 0;
        return Math.abs(typed.length() - name.length()) <= allowed && distance(typed, name) <= allowed;
    }

    /// At most three names that a user may have meant, best first: those that contain the word, or differ in at most
    /// about a third of its letters.
    public static List<String> nearest(String typed, Collection<String> names) {
        String word = typed.toLowerCase(Locale.ROOT);
        return names.stream()
                .distinct()
                .filter(name -> related(word, name.toLowerCase(Locale.ROOT)))
                .sorted(Comparator.<String>comparingInt(name -> distance(word, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(3)
                .toList();
    }

    /// The only name that a user can have meant: there is no other one as near.
    public static Optional<String> best(String typed, Collection<String> names) {
        List<String> nearest = nearest(typed, names);
        boolean clear = nearest.size() == 1
                || (nearest.size() > 1 && distance(typed, nearest.get(0)) < distance(typed, nearest.get(1)));
        return clear ? Optional.of(nearest.getFirst()) : Optional.empty();
    }

    private static boolean related(String word, String name) {
        if (word.length() >= 3 && (name.contains(word) || (name.length() >= 3 && word.contains(name)))) {
            return true;
        }
        return distance(word, name) <= Math.max(1, word.length() / 3);
    }
}
