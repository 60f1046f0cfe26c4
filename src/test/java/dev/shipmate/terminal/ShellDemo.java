package dev.shipmate.terminal;

import dev.shipmate.fake.FakeInventory;
import dev.shipmate.fake.FakeSession;
import dev.shipmate.redaction.Redactor;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/// The shell on a fake session, to be looked at by hand in a terminal. The argument is a history file.
final class ShellDemo {
    private ShellDemo() {}

    public static void main(String[] args) {
        var streams = new Console.Streams(
                System.in,
                new PrintWriter(System.out, false, StandardCharsets.UTF_8),
                new PrintWriter(System.err, false, StandardCharsets.UTF_8));
        var console = new Console(streams, Ttys.detect(), System.getenv(), false);
        var inventory = new FakeInventory()
                .withNamespaces("default", "todo")
                .with("deployment", "todo", "backend", 1)
                .with("deployment", "todo", "web", 2);
        var session = new FakeSession(inventory, Duration.ofMillis(700));
        System.exit(console.run(new Shell(session, new Masking(), Path.of(args[0]), "0.0.0", Clock.systemUTC())));
    }

    private static final class Masking implements Redactor {
        @Override
        public String redact(String text) {
            return text.replaceAll("(?i)password=\\S+", "password=[redacted]");
        }

        @Override
        public void learn(String value) {}
    }
}
