package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What Helm's records say of its releases: a Helm that was ended at work, and changes that failed. Only the labels of
/// the records are known here.
final class ReleaseRules implements SceneRule {
    /// How long a Helm that waits for its workloads is left at work; five minutes are its own limit.
    private static final Duration AT_WORK = Duration.ofMinutes(5);
    /// Nobody waits longer for a Helm that still runs.
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /// @param at when Helm last wrote to it
    private record Revision(String namespace, String release, int number, String status, Instant at) {
        static Revision of(JsonNode secret) {
            JsonNode labels = secret.path("metadata").path("labels");
            return new Revision(
                    Objects.namespace(secret),
                    labels.path("name").asString(""),
                    parsed(labels.path("version").asString("")),
                    labels.path("status").asString(""),
                    at(labels).orElse(WorkloadFacts.created(secret.path("metadata"))));
        }

        private static int parsed(String text) {
            return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
        }

        /// Seconds since 1970, which Helm writes when it makes a record and whenever it changes one.
        private static Optional<Instant> at(JsonNode labels) {
            return List.of("modifiedAt", "createdAt").stream()
                    .map(label -> labels.path(label).asString(""))
                    .filter(text -> text.matches("\\d{1,12}"))
                    .map(text -> Instant.ofEpochSecond(Long.parseLong(text)))
                    .findFirst();
        }

        String display() {
            return "release/" + release;
        }
    }

    @Override
    public List<Lead> examine(Scene scene) {
        Map<String, List<Revision>> releases = scene.objects()
                .of(KnownKinds.SECRETS)
                .map(Revision::of)
                .filter(revision -> !revision.release().isEmpty() && revision.number() > 0)
                .collect(Collectors.groupingBy(revision -> Lead.object(revision.namespace(), revision.release())));
        return releases.values().stream()
                .map(revisions -> revisions.stream()
                        .sorted(Comparator.comparingInt(Revision::number).reversed())
                        .toList())
                .map(revisions -> examine(revisions, scene))
                .flatMap(Optional::stream)
                .toList();
    }

    /// @param revisions of one release, the newest first
    private static Optional<Lead> examine(List<Revision> revisions, Scene scene) {
        Revision newest = revisions.getFirst();
        Optional<Revision> good = revisions.stream()
                .skip(1)
                .filter(revision -> List.of("deployed", "superseded").contains(revision.status()))
                .findFirst();
        boolean over = newest.at().plus(AT_WORK).isBefore(scene.at());
        return switch (newest.status()) {
            case "pending-install", "pending-upgrade", "pending-rollback" ->
                over ? Optional.of(pending(newest, good, scene)) : Optional.empty();
            case "uninstalling" -> over ? Optional.of(uninstalling(newest, scene)) : Optional.empty();
            case "failed" -> Optional.of(failed(newest, good, scene));
            default -> Optional.empty();
        };
    }

    private static Lead pending(Revision newest, Optional<Revision> good, Scene scene) {
        boolean surely = newest.at().plus(LONGEST).isBefore(scene.at());
        Finding finding = Finding.of(
                        "helm-" + newest.status(),
                        newest.display(),
                        newest.namespace(),
                        "it has been %s for %s, so its Helm was ended at work; no other change is let through until that is"
                                        .formatted(newest.status(), Elapsed.words(newest.at(), scene.at()))
                                + " settled.",
                        List.of(),
                        good.map(ReleaseRules::back)
                                .orElse("Uninstall the release and install it again: no revision of it ever worked."))
                .as(surely ? Confidence.CERTAIN : Confidence.LIKELY)
                .with(record(newest))
                .with(good.map(ReleaseRules::record).stream().toList());
        // A Helm that may still run waits for the workloads: what they lack comes first.
        Lead lead = Lead.of(finding);
        return surely ? lead : lead.because(parts(newest, scene));
    }

    private static Lead failed(Revision newest, Optional<Revision> good, Scene scene) {
        Finding finding = good.map(revision -> Finding.of(
                        "helm-failed-partway",
                        newest.display(),
                        newest.namespace(),
                        "its revision %d failed, so its objects may be partly new and partly old."
                                .formatted(newest.number()),
                        List.of(),
                        back(revision)))
                .orElseGet(() -> Finding.of(
                        "helm-no-deployed",
                        newest.display(),
                        newest.namespace(),
                        "it was never deployed: its revision %d failed, and no earlier one worked."
                                .formatted(newest.number()),
                        List.of(),
                        "Mend what failed, then uninstall the release and install it again."));
        return Lead.of(finding.with(record(newest))
                        .with(good.map(ReleaseRules::record).stream().toList()))
                .because(parts(newest, scene));
    }

    private static Lead uninstalling(Revision newest, Scene scene) {
        return Lead.of(Finding.of(
                        "helm-uninstalling",
                        newest.display(),
                        newest.namespace(),
                        "it has been uninstalling for %s, so its Helm was ended at work; objects of it may be left."
                                .formatted(Elapsed.words(newest.at(), scene.at())),
                        List.of(),
                        "Uninstall it again.")
                .with(record(newest)));
    }

    private static String back(Revision revision) {
        return "Roll the release back to revision %d: `shipmate rollback`, or ask to roll back %s."
                .formatted(revision.number(), revision.display());
    }

    private static Evidence record(Revision revision) {
        return Evidence.field(
                        "metadata.labels.status",
                        "revision %d of %s is %s".formatted(revision.number(), revision.display(), revision.status()))
                .at(revision.at());
    }

    /// What the release is made of: a change fails because one of these does, and Helm does not say which.
    private static List<String> parts(Revision revision, Scene scene) {
        var parts = new ArrayList<String>();
        scene.workloadsIn(revision.namespace()).stream()
                .filter(workload -> workload.release().equals(revision.release()))
                .forEach(workload -> parts.add(workload.id().display()));
        scene.servicesIn(revision.namespace()).stream()
                .filter(service -> service.release().equals(revision.release()))
                .forEach(service -> parts.add(service.display()));
        scene.claims().stream()
                .filter(claim -> claim.namespace().equals(revision.namespace()))
                .filter(claim -> claim.release().equals(revision.release()))
                .forEach(claim -> parts.add(claim.display()));
        return parts;
    }
}
