package dev.shipmate.diagnosis;

import dev.shipmate.cluster.EventView;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Cron jobs that make no jobs: because of their schedule, or because they were never let run.
final class CronJobRules implements SceneRule {
    /// The controller looks every ten seconds; what must start sooner may never start.
    private static final int SHORTEST_DEADLINE = 10;

    private static final Set<String> BAD_SCHEDULE =
            Set.of("InvalidSchedule", "UnparseableSchedule", "UnParseableCronJobSchedule", "UnknownTimeZone");

    private final StartUp start;

    CronJobRules(StartUp start) {
        this.start = start;
    }

    @Override
    public List<Lead> examine(Scene scene) {
        return scene.objects()
                .of(KnownKinds.CRON_JOBS)
                .filter(cron -> !start.isMounting(WorkloadFacts.created(cron.path("metadata"))))
                .flatMap(cron -> examine(
                                cron, scene.warnings().of(Objects.namespace(cron), "cronjob/" + Objects.name(cron)))
                        .map(Lead::of))
                .toList();
    }

    private static Stream<Finding> examine(JsonNode cron, List<EventView> warnings) {
        JsonNode spec = cron.path("spec");
        Instant last = Moments.of(cron.path("status").path("lastScheduleTime"));
        if (spec.path("suspend").asBoolean(false)) {
            // One that ran before was switched off by somebody who knows it.
            return last.equals(Instant.EPOCH)
                    ? Stream.of(JobRules.suspended(
                            KnownKinds.CRON_JOBS, cron, "it is suspended and has never run, so its work is not done"))
                    : Stream.empty();
        }
        Optional<Finding> schedule = schedule(cron, warnings);
        return schedule.isPresent()
                ? schedule.stream()
                : Stream.of(notMade(cron, last, warnings), missed(cron, last, warnings))
                        .flatMap(Optional::stream)
                        .limit(1);
    }

    private static Optional<Finding> schedule(JsonNode cron, List<EventView> warnings) {
        JsonNode spec = cron.path("spec");
        String schedule = spec.path("schedule").asString("");
        Optional<EventView> refused = newest(warnings, BAD_SCHEDULE);
        boolean never = CronDays.neverCome(schedule);
        if (never || refused.isPresent()) {
            String zone = spec.path("timeZone").asString("");
            boolean wrongZone =
                    refused.filter(it -> it.reason().equals("UnknownTimeZone")).isPresent();
            return Optional.of(finding(
                            cron,
                            never
                                    ? "its schedule %s names a day that never comes, so it never runs"
                                            .formatted(schedule)
                                    : wrongZone
                                            ? "its time zone %s is not known, so it never runs".formatted(zone)
                                            : "its schedule %s cannot be used, so it never runs".formatted(schedule),
                            wrongZone ? "Correct spec.timeZone." : "Correct spec.schedule.")
                    .with(
                            wrongZone
                                    ? Evidence.field("spec.timeZone", "timeZone: " + zone)
                                    : Evidence.field("spec.schedule", "schedule: " + schedule))
                    .with(refused.map(Evidence::event).stream().toList()));
        }
        JsonNode deadline = spec.path("startingDeadlineSeconds");
        return deadline.isNumber() && deadline.asInt() < SHORTEST_DEADLINE
                ? Optional.of(finding(
                                cron,
                                "its jobs must start within %d seconds, and the controller looks only every %d: some never start"
                                        .formatted(deadline.asInt(), SHORTEST_DEADLINE),
                                "Raise startingDeadlineSeconds.")
                        .as(deadline.asInt() < 0 ? Severity.ERROR : Severity.WARNING)
                        .with(Evidence.field(
                                "spec.startingDeadlineSeconds", "startingDeadlineSeconds: " + deadline.asInt()))
                        .withRemedy(deadline(cron, 200)))
                : Optional.empty();
    }

    /// Something does not let its jobs be made; a job that was made since then says that it is over.
    private static Optional<Finding> notMade(JsonNode cron, Instant last, List<EventView> warnings) {
        return newest(warnings, Set.of("FailedCreate"))
                .filter(event -> event.last().isAfter(last))
                .map(event -> CreationRules.finding(
                        "cronjob/" + Objects.name(cron), Objects.namespace(cron), "jobs", event.message()));
    }

    private static Optional<Finding> missed(JsonNode cron, Instant last, List<EventView> warnings) {
        return newest(warnings, Set.of("MissSchedule", "TooManyMissedTimes", "FailedNeedsStart"))
                .filter(event -> event.last().isAfter(last))
                .map(event -> finding(
                                cron,
                                "it missed its last start: the cluster was away, or its jobs take longer than the time between two starts",
                                "Raise startingDeadlineSeconds, or let its jobs end in time.")
                        .as(Severity.WARNING)
                        .with(Evidence.event(event)));
    }

    private static Optional<EventView> newest(List<EventView> warnings, Set<String> reasons) {
        return warnings.stream()
                .filter(event -> reasons.contains(event.reason()))
                .max(Comparator.comparing(EventView::last));
    }

    private static Remedy deadline(JsonNode cron, int seconds) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec").put("startingDeadlineSeconds", seconds);
        var name = new ObjectName(KnownKinds.CRON_JOBS, Objects.namespace(cron), Objects.name(cron));
        return new Remedy.PatchObject(
                "Let the jobs of %s start up to %d seconds late".formatted(name.display(), seconds),
                name,
                patch.toString());
    }

    private static Finding finding(JsonNode cron, String cause, String next) {
        return Finding.of(
                "cronjob-invalid",
                "cronjob/" + Objects.name(cron),
                Objects.namespace(cron),
                cause + ".",
                List.of(),
                next);
    }
}
