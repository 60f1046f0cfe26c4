package dev.shipmate.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// The cluster as `kubectl` sees it: what the answers are compared with.
final class Kubectl {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String namespace;

    Kubectl(String namespace) {
        this.namespace = namespace;
    }

    /// Standard output of a call that must succeed.
    String call(String... arguments) {
        return check(Subprocess.run(command(arguments), Map.of(), "", LIMIT));
    }

    void apply(String manifests) {
        check(Subprocess.run(command("apply", "-f", "-"), Map.of(), manifests, LIMIT));
    }

    /// Of these, what is still there.
    void delete(String manifests) {
        check(Subprocess.run(
                command("delete", "--ignore-not-found", "--wait=false", "-f", "-"), Map.of(), manifests, LIMIT));
    }

    boolean succeeds(String... arguments) {
        return Subprocess.run(command(arguments), Map.of(), "", LIMIT).exitCode() == 0;
    }

    List<String> names(String kind) {
        return call("get", kind, "-o", "jsonpath={range .items[*]}{.metadata.name}{\"\\n\"}{end}")
                .lines()
                .toList();
    }

    String field(String kind, String name, String path) {
        return call("get", kind, name, "-o", "jsonpath={" + path + "}");
    }

    void await(String what, BooleanSupplier condition) {
        Instant limit = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(limit)) {
                throw new AssertionError("%s: not within %s.%n%s".formatted(what, PATIENCE, call("get", "pods")));
            }
            try {
                TimeUnit.MILLISECONDS.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("Interrupted while waiting: " + what, e);
            }
        }
    }

    private List<String> command(String... arguments) {
        var command = new ArrayList<>(List.of("kubectl", "--namespace", namespace));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String check(Ran ran) {
        if (ran.exitCode() != 0) {
            throw new AssertionError(ran);
        }
        return ran.stdout();
    }
}
