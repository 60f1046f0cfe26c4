package dev.shipmate.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The body of a streamed reply that cannot hang: a read ends with an [HttpTimeoutException] when the server is
/// silent for too long or the whole takes too long, and with an [InterruptedIOException] when its thread is
/// interrupted.
final class WatchedStream extends InputStream implements Flow.Subscriber<List<ByteBuffer>> {
    private sealed interface Signal {
        record Data(List<ByteBuffer> buffers) implements Signal {}

        record Ended() implements Signal {}

        record Broken(Throwable cause) implements Signal {}
    }

    private final LinkedBlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Flow.Subscription> subscriptions = new LinkedBlockingQueue<>(1);
    private final Deque<ByteBuffer> unread = new ArrayDeque<>();
    private final Duration silence;
    private final long deadlineNanos;
    private Duration limit;
    private boolean ended;

    WatchedStream(ModelLimits limits) {
        this.silence = limits.silence();
        this.limit = limits.firstSign();
        this.deadlineNanos = System.nanoTime() + limits.answer().toNanos();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscriptions.add(subscription);
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        signals.add(new Signal.Data(buffers));
    }

    @Override
    public void onError(Throwable cause) {
        signals.add(new Signal.Broken(cause));
    }

    @Override
    public void onComplete() {
        signals.add(new Signal.Ended());
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (unread.isEmpty() && !ended) {
            await();
        }
        ByteBuffer first = unread.peek();
        if (first == null) {
            return -1;
        }
        int count = Math.min(length, first.remaining());
        first.get(target, offset, count);
        if (!first.hasRemaining()) {
            unread.remove();
        }
        return count;
    }

    private void await() throws IOException {
        long remaining = Math.min(limit.toNanos(), deadlineNanos - System.nanoTime());
        Signal signal;
        try {
            signal = signals.poll(Math.max(0, remaining), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("The reply was interrupted.").initCause(e);
        }
        if (signal == null) {
            throw new HttpTimeoutException("no sign of life for %d s".formatted(limit.toSeconds()));
        }
        switch (signal) {
            case Signal.Data(List<ByteBuffer> buffers) -> {
                buffers.stream().filter(ByteBuffer::hasRemaining).forEach(unread::add);
                limit = silence;
            }
            case Signal.Ended() -> ended = true;
            case Signal.Broken(Throwable cause) -> throw new IOException("The connection broke.", cause);
        }
    }

    /// Gives up the rest of the reply, so that the server can stop writing it.
    @Override
    public void close() {
        ended = true;
        unread.clear();
        Flow.Subscription subscription = subscriptions.poll();
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
