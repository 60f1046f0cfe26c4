package dev.shipmate.helm;

import java.util.List;

/// What became of one object between two manifests; `object` is as kubectl writes it: `deployment/backend`.
public sealed interface ObjectChange {
    String object();

    record Added(String object) implements ObjectChange {}

    record Removed(String object) implements ObjectChange {}

    record Changed(String object, List<FieldChange> fields) implements ObjectChange {
        public Changed {
            fields = List.copyOf(fields);
        }
    }

    /// A field before and after; empty where it was not set.
    ///
    /// @param path such as `spec.template.spec.containers[backend].image`
    record FieldChange(String path, String before, String after) {}
}
