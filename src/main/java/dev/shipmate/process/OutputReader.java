package dev.shipmate.process;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads an output of a program to its end, so that the program never waits for a reader, keeps what fits, and hands
/// each line on while it comes.
final class OutputReader {
    /// A line that is longer comes in pieces.
    private static final int LONGEST_LINE = 16 * 1024;

    private static final long PATIENCE_MILLIS = 1000;

    private final StringBuilder kept = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private final Consumer<String> lines;
    private final int limit;
    private final Thread thread;
    private volatile @Nullable RuntimeException failure;
    private boolean afterReturn;

    OutputReader(Reader reader, int limit, Consumer<String> lines) {
        this.limit = limit;
        this.lines = lines;
        thread = Thread.ofVirtual().start(() -> read(reader));
    }

    private void read(Reader reader) {
        char[] buffer = new char[8192];
        try (reader) {
            for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
                synchronized (kept) {
                    kept.append(buffer, 0, Math.min(count, limit - kept.length()));
                }
                split(buffer, count);
            }
        } catch (IOException | UncheckedIOException _) {
            // The program was ended while it wrote.
        }
        if (!line.isEmpty()) {
            tell();
        }
    }

    private void split(char[] buffer, int count) {
        for (int i = 0; i < count; i++) {
            char c = buffer[i];
            if (c == '\r' || c == '\n') {
                if (c == '\r' || !afterReturn) {
                    tell();
                }
            } else {
                line.append(c);
                if (line.length() >= LONGEST_LINE) {
                    tell();
                }
            }
            afterReturn = c == '\r';
        }
    }

    private void tell() {
        String text = line.toString();
        line.setLength(0);
        if (failure == null) {
            try {
                lines.accept(text);
            } catch (RuntimeException e) {
                failure = e;
            }
        }
    }

    /// All of it. A child that lives on may hold the stream open, so this does not wait for ever. What the consumer of
    /// the lines threw is thrown here.
    String finish() throws InterruptedException {
        thread.join(PATIENCE_MILLIS);
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
        return text();
    }

    String text() {
        synchronized (kept) {
            return kept.toString();
        }
    }
}
