package dev.shipmate.project;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A Secret that is there before the chart is deployed.
///
/// @param valuesKey the chart value that takes its name, such as `existingSecret`, or empty
public record SecretSpec(String name, String valuesKey, Map<String, SecretSource> keys) {
    public SecretSpec {
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }
}
