package dev.shipmate;

import dev.shipmate.terminal.Console;
import dev.shipmate.terminal.Ttys;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/// The program with streams and an environment of its own, as tests run it.
abstract class WholeProgram {
    @TempDir
    Path home;

    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    final Map<String, String> environment = new HashMap<>();
    String stdin = "";

    final int shipmate(String... arguments) {
        return shipmate(new PrintWriter(out, true), arguments);
    }

    final int shipmate(PrintWriter output, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var all = new HashMap<>(environment);
        all.put("HOME", home.toString());
        var streams = new Console.Streams(
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)), output, new PrintWriter(err, true));
        try (var application = new Application(streams, Ttys.NONE, all)) {
            return application.run(arguments);
        }
    }
}
