package dev.shipmate.terminal;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Which of the three standard streams are terminals.
public record Ttys(boolean in, boolean out, boolean err) {
    public static final Ttys NONE = new Ttys(false, false, false);

    /// Found out without loading any terminal library, because most commands need nothing else of
    /// one. On Linux the kernel's links tell; elsewhere the JDK says whether input and output both
    /// are terminals.
    public static Ttys detect() {
        Path links = Path.of("/proc/self/fd");
        if (Files.isDirectory(links)) {
            return new Ttys(tty(links.resolve("0")), tty(links.resolve("1")), tty(links.resolve("2")));
        }
        boolean both =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        return new Ttys(both, both, both);
    }

    private static boolean tty(Path link) {
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException _) {
            return false;
        }
    }
}
