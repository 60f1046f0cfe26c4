package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.spelling.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Jobs that wait to be let run, and what a failed run says of the cron job that made it.
final class JobRules implements SceneRule {
    private static final String QUEUE = "kueue.x-k8s.io/queue-name";

    private final StartUp start;

    JobRules(StartUp start) {
        this.start = start;
    }

    @Override
    public List<Lead> examine(Scene scene) {
        return scene.objects()
                .of(KnownKinds.JOBS)
                .filter(this::isHeldBack)
                .map(job -> Lead.of(suspended(
                        KnownKinds.JOBS, job, "it is suspended, so it makes no pods and its work is not done")))
                .toList();
    }

    /// A job that a queue holds back is let run by the queue.
    private boolean isHeldBack(JsonNode job) {
        JsonNode spec = job.path("spec");
        return spec.path("suspend").asBoolean(false)
                && spec.path("managedBy").isMissingNode()
                && !job.path("metadata").path("labels").has(QUEUE)
                && !Runs.has(job, "Complete")
                && !Runs.has(job, "Failed")
                && !start.isMounting(WorkloadFacts.created(job.path("metadata")));
    }

    static Finding suspended(ResourceKind kind, JsonNode object, String cause) {
        var name = new ObjectName(kind, Objects.namespace(object), Objects.name(object));
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec").put("suspend", false);
        return Finding.of(
                        "job-suspended",
                        name.display(),
                        name.namespace(),
                        cause + ".",
                        List.of(),
                        "Let it run, or delete it if it is not wanted.")
                .as(Severity.WARNING)
                .with(Evidence.field("spec.suspend", "spec.suspend is true"))
                .withRemedy(new Remedy.PatchObject("Let %s run".formatted(name.display()), name, patch.toString()));
    }

    /// What to do about a job that was given up for another reason than its pods.
    ///
    /// @param reason of the condition `Failed`, and its message
    static Optional<String> next(String reason) {
        if (reason.startsWith("DeadlineExceeded")) {
            return Optional.of("It was stopped after activeDeadlineSeconds: see what it spends its time on, or give it"
                    + " more; then run it again.");
        }
        if (reason.startsWith("PodFailurePolicy")) {
            return Optional.of("Its podFailurePolicy gives up at this exit code: mend what its log names, then run it"
                    + " again.");
        }
        return Optional.empty();
    }

    /// A run of a cron job says something of the cron job: the next run will go the same way.
    static Lead ofMaker(Lead lead, Runs runs) {
        Finding finding = lead.finding();
        String job = finding.object();
        return runs.maker(finding.namespace(), job)
                .map(maker -> {
                    int failed = runs.failedInARow(finding.namespace(), job);
                    String times = failed > 1 ? "its last %d runs failed".formatted(failed) : "its last run failed";
                    Finding told = finding.about(maker)
                            .withCause(finding.cause().replaceFirst("^it failed and is not tried again", times))
                            .with(Evidence.object("its newest run is %s%s"
                                    .formatted(
                                            job,
                                            failed == 0
                                                    ? ""
                                                    : "; %s failed in a row".formatted(Words.count(failed, "run")))));
                    var concerns = new ArrayList<>(lead.concerns());
                    concerns.add(job);
                    return Lead.of(told)
                            .because(lead.causes().stream()
                                    .map(cause -> cause.equals(job) ? maker : cause)
                                    .toList())
                            .concerning(concerns)
                            .twin(lead.twin())
                            .later(lead.detail());
                })
                .orElse(lead);
    }
}
