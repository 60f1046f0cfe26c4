package dev.shipmate.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;

/// What a board is shown on: a window that may change its size, and keys.
interface BoardDesk extends AutoCloseable {
    /// No key was pressed in time.
    int NONE = -2;
    /// There will be no more keys.
    int END = -1;

    PrintWriter writer();

    int columns();

    int rows();

    /// The next key, [#NONE] or [#END].
    int key(Duration patience) throws IOException;

    @Override
    void close() throws IOException;
}
