package dev.shipmate.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Text that comes through standard input, when that is a pipe or a file.
public final class PipedText {
    /// More than this is cut: it could not be shown to any model.
    private static final int LONGEST = 4 << 20;

    private final InputStream input;
    private final boolean present;
    private final Duration patience;

    /// Text from a stream that was opened for this program.
    ///
    /// @param present false when standard input is a terminal
    /// @param patience how long a pipe may stay silent: a service manager may leave one open for ever
    public PipedText(InputStream input, boolean present, Duration patience) {
        this.input = input;
        this.present = present;
        this.patience = patience;
    }

    /// All of it, or nothing when nothing comes.
    String read() {
        if (!present) {
            return "";
        }
        var firstByte = new CompletableFuture<Integer>();
        var all = new CompletableFuture<String>();
        Thread.ofPlatform().daemon().name("standard-input").start(() -> read(firstByte, all));
        try {
            firstByte.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return all.get();
        } catch (TimeoutException _) {
            return "";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "";
        } catch (ExecutionException e) {
            throw new UncheckedIOException("Cannot read standard input.", new IOException(e.getCause()));
        }
    }

    private void read(CompletableFuture<Integer> firstByte, CompletableFuture<String> all) {
        try {
            byte[] start = input.readNBytes(1);
            firstByte.complete(start.length);
            byte[] rest = start.length == 0 ? start : input.readNBytes(LONGEST);
            byte[] text = Arrays.copyOf(start, start.length + rest.length);
            System.arraycopy(rest, 0, text, start.length, rest.length);
            all.complete(new String(text, StandardCharsets.UTF_8));
        } catch (IOException e) {
            firstByte.completeExceptionally(e);
            all.completeExceptionally(e);
        }
    }
}
