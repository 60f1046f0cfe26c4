package dev.shipmate.helm;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;

/// How Helm packs a release into a Secret: JSON, in gzip, in base64; the Secret adds its own base64.
final class ReleaseRecord {
    /// An API server takes no object above 1.5 MB, which can unpack to a thousand times as much.
    private static final int LONGEST = 64 * 1024 * 1024;

    private static final int GZIP_FIRST_BYTE = 0x1f;

    private ReleaseRecord() {}

    /// The JSON as it is unpacked. It ends with an `IOException` when it is longer than any chart is.
    static InputStream unpack(JsonNode secret) throws IOException {
        String packed = secret.path("data").path("release").asString("");
        if (packed.isEmpty()) {
            throw new IOException("it has no key 'release'");
        }
        var bytes = new ByteArrayInputStream(packed.getBytes(StandardCharsets.ISO_8859_1));
        var in = new BufferedInputStream(
                Base64.getDecoder().wrap(Base64.getDecoder().wrap(bytes)));
        in.mark(1);
        int first = in.read();
        in.reset();
        // Helm before 3.0 did not compress, and Helm still reads that.
        return new Limited(first == GZIP_FIRST_BYTE ? new GZIPInputStream(in) : in);
    }

    static String pack(JsonNode release) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zipped = new GZIPOutputStream(bytes)) {
            zipped.write(release.toString().getBytes(StandardCharsets.UTF_8));
        }
        byte[] once = Base64.getEncoder().encode(bytes.toByteArray());
        return Base64.getEncoder().encodeToString(once);
    }

    private static final class Limited extends InputStream {
        private final InputStream in;
        private long left = LONGEST;

        Limited(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = in.read(buffer, offset, length);
            left -= Math.max(count, 0);
            if (left < 0) {
                throw new IOException("it unpacks to more than %d MB".formatted(LONGEST / (1024 * 1024)));
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
