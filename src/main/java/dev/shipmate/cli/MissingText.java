package dev.shipmate.cli;

import dev.shipmate.tool.ToolResult.NotFound;

/// That nothing has a name, as a sentence.
final class MissingText {
    private MissingText() {}

    static String of(NotFound missing) {
        return "No %s is called %s.%s"
                .formatted(
                        missing.what(),
                        missing.name(),
                        missing.nearest().isEmpty() ? "" : " Nearest: " + String.join(", ", missing.nearest()));
    }
}
