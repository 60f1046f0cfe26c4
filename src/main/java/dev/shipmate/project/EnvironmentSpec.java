package dev.shipmate.project;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where, and with which values, the chart is deployed.
///
/// @param context a context of the kubeconfig, or empty for the current one
/// @param values files of chart values, the last one wins
/// @param settings single chart values by their dotted names; they win over the files
/// @param restarts whether a deploy may delete pods to see that the app comes back with its data
/// @param atomic whether a deploy that fails puts the release back by itself
public record EnvironmentSpec(
        String name,
        String context,
        String namespace,
        List<Path> values,
        Map<String, String> settings,
        boolean restarts,
        boolean atomic) {
    public EnvironmentSpec {
        values = List.copyOf(values);
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
}
