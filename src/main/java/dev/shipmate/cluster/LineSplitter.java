package dev.shipmate.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Cuts a stream of UTF-8 into lines as it comes in, holding one line at a time.
public final class LineSplitter {
    /// A longer line is cut: some programs log whole documents in one.
    private static final int LINE_LENGTH = 2_000;

    private static final int LONGEST_CHARACTER = 4;
    private static final int BUFFER = 65_536;

    /// Runtimes cut a long line into pieces of 8 KiB or more, and the kubelet takes each piece for a line when it looks
    /// for the last ones.
    private static final int PIECE_BYTES = 8_192;

    private final LineSink each;
    private byte[] begun = new byte[1_024];
    private int begunLength;
    private long width;
    private long lines;
    private long pieces;
    private long bytes;

    private LineSplitter(LineSink each) {
        this.each = each;
    }

    /// What went by. `pieces` is the most that the kubelet may have counted beyond the lines.
    public record Size(long lines, long pieces, long bytes) {}

    /// Hands every line to `each`, without its end.
    public static Size split(InputStream in, LineSink each) throws IOException {
        var splitter = new LineSplitter(each);
        byte[] buffer = new byte[BUFFER];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            splitter.take(buffer, length);
        }
        return splitter.end();
    }

    private void take(byte[] buffer, int length) {
        bytes += length;
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (buffer[i] == '\n') {
                line(buffer, start, i);
                start = i + 1;
            }
        }
        keep(buffer, start, length);
    }

    private void line(byte[] buffer, int start, int end) {
        if (width > 0) {
            keep(buffer, start, end);
            hand(begun, 0, begunLength);
        } else {
            width = (long) end - start;
            hand(buffer, start, Math.min(end, start + LINE_LENGTH * LONGEST_CHARACTER));
        }
        begunLength = 0;
        width = 0;
    }

    private void keep(byte[] buffer, int start, int end) {
        width += (long) end - start;
        int room = LINE_LENGTH * LONGEST_CHARACTER - begunLength;
        int kept = Math.min(room, end - start);
        if (begunLength + kept > begun.length) {
            begun = Arrays.copyOf(begun, Math.max(begun.length * 2, begunLength + kept));
        }
        System.arraycopy(buffer, start, begun, begunLength, kept);
        begunLength += kept;
    }

    private void hand(byte[] from, int start, int end) {
        lines++;
        if (end - start <= LINE_LENGTH) {
            each.take(from, start, end);
        } else {
            pieces += width / PIECE_BYTES;
            String line = new String(from, start, end - start, StandardCharsets.UTF_8);
            byte[] cut = (line.length() <= LINE_LENGTH ? line : line.substring(0, LINE_LENGTH) + '…')
                    .getBytes(StandardCharsets.UTF_8);
            each.take(cut, 0, cut.length);
        }
    }

    private Size end() {
        if (width > 0) {
            hand(begun, 0, begunLength);
        }
        return new Size(lines, pieces, bytes);
    }
}
