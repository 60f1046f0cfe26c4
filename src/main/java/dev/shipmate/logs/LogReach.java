package dev.shipmate.logs;

import dev.shipmate.cluster.LogQuery;
import java.time.Duration;

/// How much of each log to read.
///
/// @param since only what was written this long ago or later; zero for everything
/// @param lastLines at most this many lines from the end, or [LogQuery#EVERY_LINE]
public record LogReach(Duration since, int lastLines) {
    LogQuery query(ContainerLog log, boolean follow) {
        return new LogQuery(
                log.pod().namespace(),
                log.pod().name(),
                log.container().name(),
                log.previous(),
                since,
                lastLines,
                true,
                follow);
    }
}
