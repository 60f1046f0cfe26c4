package dev.shipmate.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Text that comes through standard input, when that is a pipe or a file.
public final class PipedText {
    /// More than this is cut: it could not be shown to any model.
    private static final int LONGEST = 4 << 20;

    private final InputStream input;
    private final boolean present;

    /// @param present false when standard input is a terminal, or nothing that could end
    public PipedText(InputStream input, boolean present) {
        this.input = input;
        this.present = present;
    }

    String read() throws IOException {
        return present ? new String(input.readNBytes(LONGEST), StandardCharsets.UTF_8) : "";
    }
}
