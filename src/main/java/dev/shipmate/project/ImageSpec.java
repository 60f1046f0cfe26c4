package dev.shipmate.project;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// An image that the project builds.
///
/// @param name how the project file calls it
/// @param context the folder that is sent to the build
/// @param target the stage to build, or empty for the last
/// @param valuesKey the chart's mapping that takes `repository` and `tag`, such as `backend.image`
public record ImageSpec(
        String name,
        String repository,
        Path context,
        Path dockerfile,
        String target,
        Map<String, String> arguments,
        String valuesKey) {
    public ImageSpec {
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }
}
