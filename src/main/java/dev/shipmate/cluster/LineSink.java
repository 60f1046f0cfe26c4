package dev.shipmate.cluster;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Takes a text line by line, as the bytes of UTF-8 that came in. Of a large log nearly no line is ever read as a text.
@FunctionalInterface
public interface LineSink {
    /// One line without its end: the bytes from `start` up to `end`, lent for this call only.
    void take(byte[] bytes, int start, int end);

    /// Hands the lines on as texts.
    static LineSink ofTexts(Consumer<String> each) {
        return (bytes, start, end) -> each.accept(new String(bytes, start, end - start, StandardCharsets.UTF_8));
    }
}
