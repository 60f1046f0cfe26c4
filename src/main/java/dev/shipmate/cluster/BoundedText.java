package dev.shipmate.cluster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The beginning of an answer that may be endless, or may never go on.
final class BoundedText {
    private static final int CHUNK = 8_192;

    private BoundedText() {}

    /// At most `most` bytes of what comes within `limit`, as text. The stream is closed.
    static String read(InputStream body, int most, Duration limit) {
        var text = new ByteArrayOutputStream();
        Thread end = Thread.ofVirtual().name("answer-limit").start(() -> closeAfter(limit, body));
        try (body) {
            while (text.size() < most) {
                byte[] chunk = new byte[Math.min(CHUNK, most - text.size())];
                int count = body.read(chunk);
                if (count < 0) {
                    break;
                }
                text.write(chunk, 0, count);
            }
        } catch (IOException _) {
            // It broke off, or took too long: what came is what there is.
        } finally {
            end.interrupt();
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private static void closeAfter(Duration limit, InputStream body) {
        try {
            Thread.sleep(limit);
            body.close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException _) {
            // Closed all the same.
        }
    }
}
