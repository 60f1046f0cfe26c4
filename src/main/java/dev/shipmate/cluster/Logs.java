package dev.shipmate.cluster;

import dev.shipmate.spelling.Words;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/// The logs of containers, read as a stream.
public final class Logs {
    private final Connection connection;

    Logs(Connection connection) {
        this.connection = connection;
    }

    /// What reading a log came to.
    public sealed interface Outcome {
        /// This many lines were handed over; `all` only when there are surely no earlier ones.
        record Read(long lines, boolean all) implements Outcome {}

        /// There is no log, in the kubelet's words.
        record Unavailable(String reason) implements Outcome {}
    }

    /// Hands every line to `each`, oldest first, holding one line at a time.
    public Outcome read(LogQuery query, Consumer<String> each) {
        return readBytes(query, LineSink.ofTexts(each));
    }

    /// The same for lines that are counted rather than read.
    public Outcome readBytes(LogQuery query, LineSink each) {
        ApiPath path = query.path();
        Optional<InputStream> body;
        try {
            body = connection.open(path, "*/*");
        } catch (ClusterException e) {
            return switch (e.code()) {
                case INVALID -> new Outcome.Unavailable(lastPart(String.valueOf(e.getMessage())));
                // The API server asks the node, and passes on that it got no answer.
                case SERVER_ERROR ->
                    new Outcome.Unavailable("its node does not hand it out (%s)"
                            .formatted(Words.shortened(String.valueOf(e.getMessage()), 300)));
                case UNREACHABLE, UNAUTHORIZED, FORBIDDEN, CONFLICT -> throw e;
            };
        }
        if (body.isEmpty()) {
            return new Outcome.Unavailable("pod/%s is gone".formatted(query.pod()));
        }
        try (InputStream in = body.get()) {
            var lines = new FoundLines(each);
            LineSplitter.Size size = LineSplitter.split(in, lines);
            return lines.gone()
                    ? new Outcome.Unavailable("the node has thrown that log away")
                    : new Outcome.Read(size.lines(), size.lines() + size.pieces() < query.lastLines());
        } catch (IOException e) {
            throw connection.unreadable(path, e);
        }
    }

    /// Passes lines on, but for the one that the kubelet writes with status 200 when a log is gone.
    private static final class FoundLines implements LineSink {
        private static final byte[] GONE = "unable to retrieve container logs for ".getBytes(StandardCharsets.US_ASCII);

        private final LineSink each;
        private byte[] held = {};
        private boolean begun;

        private FoundLines(LineSink each) {
            this.each = each;
        }

        @Override
        public void take(byte[] bytes, int start, int end) {
            if (begun) {
                release();
                each.take(bytes, start, end);
                return;
            }
            begun = true;
            if (end - start >= GONE.length && Arrays.equals(bytes, start, start + GONE.length, GONE, 0, GONE.length)) {
                held = Arrays.copyOfRange(bytes, start, end);
            } else {
                each.take(bytes, start, end);
            }
        }

        private void release() {
            if (held.length > 0) {
                each.take(held, 0, held.length);
                held = new byte[0];
            }
        }

        private boolean gone() {
            return held.length > 0;
        }
    }

    /// The server's own words, without our account of the request before them.
    private static String lastPart(String message) {
        int at = message.indexOf(": ");
        return at < 0 ? message : message.substring(at + 2);
    }
}
