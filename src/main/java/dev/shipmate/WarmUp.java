package dev.shipmate;

import dev.shipmate.sandbox.Sandbox;
import dev.shipmate.terminal.Console;
import dev.shipmate.terminal.Ttys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the launcher runs once, in the background, while the JVM records an AOT cache: the things that users do first.
///
/// It works on the sandbox and in a folder of its own, says nothing, and touches neither a cluster nor a file of the
/// user.
final class WarmUp {
    private static final List<List<String>> COMMANDS = List.of(
            List.of("--version"),
            List.of("--help"),
            List.of("tools"),
            List.of("diagnose"),
            List.of("diagnose", "deployment/backend", "-o", "json"),
            List.of("ask", "show all pods in todo"),
            List.of("ask", "-o", "json", "how many replicas does the frontend have?"),
            List.of("ask", "why is the backend failing?"),
            List.of("ask", "show the last 20 lines of the logs of backend"),
            List.of("ask", "which pods use the most memory?"),
            List.of("ask", "--yes", "scale frontend to 3 replicas"),
            List.of("undo", "--yes"),
            List.of("ask", "--sandbox", "show all pods"));

    private final Path folder;

    private WarmUp(Path folder) {
        this.folder = folder;
    }

    /// @param arguments an empty folder to work in, and a PKCS#12 file with a key and a certificate for 127.0.0.1
    static void main(String[] arguments) throws IOException {
        var warmUp = new WarmUp(Path.of(arguments[0]));
        try (Sandbox sandbox = Sandbox.start();
                var front = TlsFront.start(sandbox.server(), Path.of(arguments[1]))) {
            warmUp.run(front);
        }
    }

    private void run(TlsFront front) throws IOException {
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), front.kubeconfig(Sandbox.NAMESPACE));
        for (List<String> command : COMMANDS) {
            shipmate(kubeconfig, command, "");
        }
        shipmate(kubeconfig, List.of("chat"), "show all pods\n/exit\n");
    }

    private void shipmate(Path kubeconfig, List<String> command, String input) {
        InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        var nowhere = new PrintWriter(Writer.nullWriter());
        Map<String, String> environment =
                Map.of("HOME", folder.toString(), "OLLAMA_HOST", "http://127.0.0.1:9", "TERM", "dumb");
        var arguments = new ArrayList<>(command);
        if (!command.contains("--version") && !command.contains("--help")) {
            arguments.addAll(List.of("--planner", "rules", "--kubeconfig", kubeconfig.toString()));
        }
        try (var application = new Application(new Console.Streams(in, nowhere, nowhere), Ttys.NONE, environment)) {
            application.run(arguments.toArray(String[]::new));
        }
    }
}
