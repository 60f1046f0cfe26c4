package dev.shipmate.verification;

import java.time.Duration;

/// The pods of a workload are deleted, and it comes back by itself. What the checks after it read has survived that.
///
/// @param kind `deployment`, `statefulset` or `daemonset`
public record RestartCheck(String name, String place, String kind, String workload, Duration limit) implements Check {
    @Override
    public String announcement() {
        return "deletes the pods of %s/%s and waits for the new ones".formatted(kind, workload);
    }
}
