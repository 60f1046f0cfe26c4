package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The jobs that cron jobs have made: which of them tells how it goes today, and which are history.
final class Runs {
    private final List<JsonNode> jobs;
    private final Map<String, JsonNode> byName;

    Runs(Scene scene) {
        this.jobs = scene.objects().of(KnownKinds.JOBS).toList();
        this.byName = jobs.stream()
                .collect(Collectors.toMap(
                        job -> Lead.object(Objects.namespace(job), display(job)), job -> job, (one, _) -> one));
    }

    /// The cron job that a job was made by, as it is displayed; empty for a job that somebody else made.
    Optional<String> maker(String namespace, String job) {
        return Optional.ofNullable(byName.get(Lead.object(namespace, job)))
                .map(Runs::maker)
                .filter(maker -> !maker.isEmpty());
    }

    /// Whether a newer run of the same cron job has succeeded, or has failed in its turn.
    boolean isHistory(String namespace, String job) {
        JsonNode one = byName.get(Lead.object(namespace, job));
        return one != null
                && siblings(one)
                        .filter(other -> created(other).isAfter(created(one)))
                        .anyMatch(other -> has(other, "Complete") || has(other, "Failed"));
    }

    /// How many of the newest runs of a job's cron job have failed one after the other.
    int failedInARow(String namespace, String job) {
        JsonNode one = byName.get(Lead.object(namespace, job));
        if (one == null) {
            return 0;
        }
        return (int) siblings(one)
                .filter(other -> has(other, "Failed") || has(other, "Complete"))
                .sorted(Comparator.comparing(Runs::created).reversed())
                .takeWhile(other -> has(other, "Failed"))
                .count();
    }

    private Stream<JsonNode> siblings(JsonNode job) {
        String maker = maker(job);
        return maker.isEmpty()
                ? Stream.of(job)
                : jobs.stream()
                        .filter(other -> Objects.namespace(other).equals(Objects.namespace(job))
                                && maker(other).equals(maker));
    }

    private static String maker(JsonNode job) {
        return job.path("metadata")
                .path("ownerReferences")
                .valueStream()
                .filter(owner -> owner.path("kind").asString("").equals("CronJob"))
                .map(owner -> "cronjob/" + owner.path("name").asString(""))
                .findFirst()
                .orElse("");
    }

    static boolean has(JsonNode job, String condition) {
        return job.path("status")
                .path("conditions")
                .valueStream()
                .anyMatch(it -> it.path("type").asString("").equals(condition)
                        && it.path("status").asString("").equals("True"));
    }

    private static String display(JsonNode job) {
        return "job/" + Objects.name(job);
    }

    private static Instant created(JsonNode job) {
        return WorkloadFacts.created(job.path("metadata"));
    }
}
