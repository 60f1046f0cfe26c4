package dev.shipmate.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The rollout history of workloads: a deployment keeps its old templates as replica sets, the others as controller
/// revisions.
public final class Revisions {
    private static final String REVISION = "deployment.kubernetes.io/revision";

    private final ObjectLists lists;

    Revisions(ObjectLists lists) {
        this.lists = lists;
    }

    /// The revisions that are kept, newest first.
    public List<RevisionView> of(WorkloadView workload) {
        boolean deployment = workload.id().kind().equals("deployment");
        ResourceKind kind = deployment ? KnownKinds.REPLICA_SETS : KnownKinds.CONTROLLER_REVISIONS;
        var found = new ArrayList<RevisionView>();
        lists.forEach(
                kind.list(workload.id().namespace()).with("labelSelector", workload.selector()),
                Connection.JSON,
                object -> {
                    if (PodReader.ownerName(object.path("metadata"))
                            .equals(workload.id().name())) {
                        found.add(deployment ? ofReplicaSet(object) : ofControllerRevision(object));
                    }
                });
        found.sort(Comparator.comparingLong(RevisionView::number).reversed());
        return found.stream()
                .map(revision -> revision.equals(found.getFirst())
                        ? new RevisionView(
                                revision.number(),
                                revision.images(),
                                revision.changeCause(),
                                revision.created(),
                                true,
                                revision.template())
                        : revision)
                .toList();
    }

    private static RevisionView ofReplicaSet(JsonNode set) {
        return read(
                set,
                Long.parseLong(
                        set.path("metadata").path("annotations").path(REVISION).asString("0")),
                set.path("spec").path("template"));
    }

    private static RevisionView ofControllerRevision(JsonNode revision) {
        return read(
                revision,
                revision.path("revision").asLong(0),
                revision.path("data").path("spec").path("template"));
    }

    private static RevisionView read(JsonNode object, long number, JsonNode template) {
        JsonNode metadata = object.path("metadata");
        return new RevisionView(
                number,
                WorkloadReader.images(template),
                metadata.path("annotations").path("kubernetes.io/change-cause").asString(""),
                Times.of(metadata.path("creationTimestamp")),
                false,
                template);
    }
}
