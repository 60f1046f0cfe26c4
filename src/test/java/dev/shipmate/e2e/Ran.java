package dev.shipmate.e2e;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How a process ended, and what it wrote.
record Ran(String command, int exitCode, String stdout, String stderr) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int END = 2000;

    /// Standard output as JSON; fails when there is anything else on it.
    JsonNode json() {
        return JSON.readTree(stdout);
    }

    String everything() {
        return stdout + "\n" + stderr;
    }

    /// The end of what it wrote, which tells why: frames of progress would fill pages.
    @Override
    public String toString() {
        return "exit code %d of $ %s%n--- stdout%n%s%n--- stderr%n%s"
                .formatted(exitCode, end(command), end(stdout), end(stderr));
    }

    private static String end(String text) {
        return text.length() <= END ? text : "…" + text.substring(text.length() - END);
    }
}
