package dev.shipmate.logs;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Many phrases that are looked for at once, in one pass over a text and whatever the case.
final class Phrases {
    private static final int BUCKETS = 1 << 12;
    private static final int[] NONE = {};

    private final String[] phrases;
    /// The phrases by their first three characters: at most places of a text there are none to be compared.
    private final int[][] buckets = new int[BUCKETS][];

    /// @param phrases in small letters, each of three characters or more
    Phrases(List<String> phrases) {
        this.phrases = phrases.toArray(String[]::new);
        Arrays.fill(buckets, NONE);
        for (int number = 0; number < this.phrases.length; number++) {
            String phrase = this.phrases[number];
            int bucket = next(next(next(0, phrase.charAt(0)), phrase.charAt(1)), phrase.charAt(2));
            int[] same = Arrays.copyOf(buckets[bucket], buckets[bucket].length + 1);
            same[same.length - 1] = number;
            buckets[bucket] = same;
        }
    }

    /// The numbers of those that a text has.
    BitSet in(String text) {
        var found = new BitSet();
        int bucket = 0;
        for (int i = 0; i < text.length(); i++) {
            bucket = next(bucket, text.charAt(i));
            for (int number : buckets[bucket]) {
                String phrase = phrases[number];
                if (text.regionMatches(true, i - 2, phrase, 0, phrase.length())) {
                    found.set(number);
                }
            }
        }
        return found;
    }

    /// What the last three characters come to, one further on.
    private static int next(int bucket, char c) {
        int small = c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
        return ((bucket << 4) ^ small) & (BUCKETS - 1);
    }
}
