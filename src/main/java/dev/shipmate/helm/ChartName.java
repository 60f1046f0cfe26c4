package dev.shipmate.helm;

import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What a chart in a folder calls itself, as every revision that is made from it does.
public final class ChartName {
    private ChartName() {}

    /// Empty when it cannot be read; Helm says why.
    public static Optional<String> of(Path chart) {
        try {
            return Optional.of(new YAMLMapper()
                            .readTree(chart.resolve("Chart.yaml"))
                            .path("name")
                            .asString(""))
                    .filter(name -> !name.isEmpty());
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
