package dev.shipmate.helm;

import java.nio.file.Path;
import java.util.List;

/// A chart with its values, and the release that it is rendered for.
///
/// @param chart the folder of the chart
/// @param values files of values, the last one wins
/// @param settings single values; they win over the files
public record ChartRequest(Path chart, ReleaseName release, List<Path> values, List<Setting> settings) {
    public ChartRequest {
        values = List.copyOf(values);
        settings = List.copyOf(settings);
    }
}
