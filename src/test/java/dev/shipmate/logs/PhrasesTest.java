package dev.shipmate.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PhrasesTest {
    private static final List<String> WORDS = List.of("no error", "error", "err", "timed out", "größe", "ror");

    private final Phrases phrases = new Phrases(WORDS);

    @Test
    void thoseThatOverlapAreAllFound() {
        assertThat(phrases.in("There was NO ERROR").stream()).containsExactly(0, 1, 2, 5);
    }

    @Test
    void theEndOfTheTextEndsThem() {
        assertThat(phrases.in("it timed ou").stream()).isEmpty();
        assertThat(phrases.in("it timed out").stream()).containsExactly(3);
        assertThat(phrases.in("").stream()).isEmpty();
        assertThat(phrases.in("e").stream()).isEmpty();
    }

    @Test
    void everyTextHasWhatItContains() {
        String text = "Die Größe: err, error and no erro";
        assertThat(phrases.in(text).stream().boxed())
                .isEqualTo(IntStream.range(0, WORDS.size())
                        .filter(i -> text.toLowerCase(Locale.ROOT).contains(WORDS.get(i)))
                        .boxed()
                        .toList());
    }
}
