package dev.shipmate.tool.kubernetes;

import dev.shipmate.spelling.Words;
import dev.shipmate.tool.Block;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What only jobs and cron jobs have: when they run, and how a run went.
final class JobDescription {
    private JobDescription() {}

    /// Nothing for other kinds of workloads.
    static List<Block> of(WorkloadObject workload, Instant now) {
        return switch (workload.id().kind()) {
            case "cronjob" -> List.of(new Block.Fact(schedule(workload.json(), now)));
            case "job" -> List.of(new Block.Fact(run(workload.json(), now)));
            default -> List.of();
        };
    }

    private static String schedule(JsonNode cronJob, Instant now) {
        JsonNode spec = cronJob.path("spec");
        JsonNode status = cronJob.path("status");
        String zone = spec.path("timeZone").asString("");
        String last = status.path("lastScheduleTime").asString("");
        String success = status.path("lastSuccessfulTime").asString("");
        return "Its schedule is \"%s\"%s, %s. %s%s Its concurrency policy is %s."
                .formatted(
                        spec.path("schedule").asString(""),
                        zone.isEmpty() ? "" : " in time zone " + zone,
                        spec.path("suspend").asBoolean(false) ? "and it is suspended" : "not suspended",
                        last.isEmpty() ? "It has not run yet." : "It last ran %s.".formatted(when(last, now)),
                        success.isEmpty() ? "" : " The last success was %s.".formatted(when(success, now)),
                        spec.path("concurrencyPolicy").asString("Allow"));
    }

    private static String run(JsonNode job, Instant now) {
        JsonNode spec = job.path("spec");
        JsonNode status = job.path("status");
        String start = status.path("startTime").asString("");
        String end = status.path("completionTime").asString("");
        return "It wants %s, %d at a time: %d succeeded, %d failed of at most %d retries.%s%s"
                .formatted(
                        Words.count(spec.path("completions").asInt(1), "completion"),
                        spec.path("parallelism").asInt(1),
                        status.path("succeeded").asInt(0),
                        status.path("failed").asInt(0),
                        spec.path("backoffLimit").asInt(6),
                        start.isEmpty() ? " It has not started." : " It started %s.".formatted(when(start, now)),
                        end.isEmpty() ? "" : " It ended %s.".formatted(when(end, now)));
    }

    /// `3h ago (2026-01-02T03:00:00Z)`.
    private static String when(String time, Instant now) {
        try {
            return "%s ago (%s)".formatted(Age.of(Instant.parse(time), now), time);
        } catch (DateTimeParseException _) {
            return "at " + time;
        }
    }
}
