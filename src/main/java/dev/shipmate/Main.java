package dev.shipmate;

import dev.shipmate.terminal.Console;
import dev.shipmate.terminal.Ttys;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// The entry point of the command line, and the only place that touches the process's own streams.
final class Main {
    private Main() {}

    static void main(String[] arguments) {
        var streams = new Console.Streams(
                System.in,
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        int code;
        try (var application = new Application(streams, Ttys.detect(), System.getenv())) {
            code = application.run(arguments);
        }
        System.exit(code);
    }
}
