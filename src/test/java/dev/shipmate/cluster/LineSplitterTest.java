package dev.shipmate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
    private final List<String> lines = new ArrayList<>();

    @Test
    void theLastLineNeedsNoEnd() throws IOException {
        assertThat(split("one\n\ntwo").lines()).isEqualTo(3);
        assertThat(lines).containsExactly("one", "", "two");
    }

    @Test
    void lettersAreWholeWhereverTheStreamIsCut() throws IOException {
        byte[] bytes = "größe\nwert €\n".getBytes(StandardCharsets.UTF_8);
        LineSplitter.split(oneByOne(bytes), LineSink.ofTexts(lines::add));

        assertThat(lines).containsExactly("größe", "wert €");
    }

    @Test
    void aLongLineIsCutAndItsPiecesAreCounted() throws IOException {
        LineSplitter.Size size = split("x".repeat(100_000) + "\nshort\n");

        assertThat(size).isEqualTo(new LineSplitter.Size(2, 12, 100_007));
        assertThat(lines.getFirst()).hasSize(2_001).endsWith("x…");
        assertThat(lines.getLast()).isEqualTo("short");
    }

    @Test
    void anEmptyStreamHasNoLine() throws IOException {
        assertThat(split("").lines()).isZero();
    }

    private LineSplitter.Size split(String text) throws IOException {
        return LineSplitter.split(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), LineSink.ofTexts(lines::add));
    }

    private static InputStream oneByOne(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(1, length));
            }
        };
    }
}
