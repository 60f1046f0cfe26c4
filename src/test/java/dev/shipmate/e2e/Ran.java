package dev.shipmate.e2e;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How a process ended, and what it wrote.
record Ran(String command, int exitCode, String stdout, String stderr) {
    private static final JsonMapper JSON = new JsonMapper();

    /// Standard output as JSON; fails when there is anything else on it.
    JsonNode json() {
        return JSON.readTree(stdout);
    }

    String everything() {
        return stdout + "\n" + stderr;
    }

    @Override
    public String toString() {
        return "$ %s%nexit code %d%n--- stdout%n%s%n--- stderr%n%s".formatted(command, exitCode, stdout, stderr);
    }
}
