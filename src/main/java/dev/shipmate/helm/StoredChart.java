package dev.shipmate.helm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A chart that renders to exactly what Helm has kept of a revision, since Helm keeps no charts inside the chart and
/// cannot render the original again.
///
/// Only the hooks that belong to a roll-back run, as with Helm's own; tests stay tests.
final class StoredChart {
    private static final Pattern EVENTS = Pattern.compile("(?m)^(\\s*\"?helm\\.sh/hook\"?:).*$");

    private final StoredRelease.Intact stored;

    StoredChart(StoredRelease.Intact stored) {
        this.stored = stored;
    }

    Path write(Path folder) throws IOException {
        Files.writeString(folder.resolve("Chart.yaml"), withoutDependencies().toString());
        Files.writeString(folder.resolve("values.yaml"), text(stored.chartValues()));
        Path templates = Files.createDirectory(folder.resolve("templates"));
        Files.writeString(templates.resolve("manifest.yaml"), literal(stored.manifest()));
        for (int at = 0; at < stored.hooks().size(); at++) {
            ReleaseHook hook = stored.hooks().get(at);
            List<String> events = hook.events().stream()
                    .map(StoredChart::eventOfUpgrade)
                    .filter(event -> !event.isEmpty())
                    .toList();
            if (!events.isEmpty()) {
                String manifest = EVENTS.matcher(hook.manifest()).replaceAll("$1 " + String.join(",", events));
                Files.writeString(templates.resolve("hook-%d.yaml".formatted(at)), literal(manifest));
            }
        }
        return folder;
    }

    String userValues() {
        return text(stored.userValues());
    }

    private JsonNode withoutDependencies() {
        JsonNode chart = stored.chart().deepCopy();
        if (chart instanceof ObjectNode fields) {
            fields.remove("dependencies");
        }
        return chart;
    }

    private static String eventOfUpgrade(String event) {
        return switch (event) {
            case "pre-rollback" -> "pre-upgrade";
            case "post-rollback" -> "post-upgrade";
            case "test", "test-success" -> "test";
            default -> "";
        };
    }

    /// What stands between double braces is an instruction to Helm; here it is text that was rendered already.
    private static String literal(String rendered) {
        return rendered.replace("{{", "{{\"{{\"}}");
    }

    private static String text(JsonNode values) {
        return values.isObject() ? values.toString() : "{}";
    }
}
