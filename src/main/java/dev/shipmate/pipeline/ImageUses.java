package dev.shipmate.pipeline;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.helm.Releases;
import dev.shipmate.helm.RetainedImages;
import dev.shipmate.image.ContainerImage;
import dev.shipmate.image.Docker;
import dev.shipmate.image.NeededImages;
import dev.shipmate.image.Outcome;
import dev.shipmate.image.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Finds out which images are in use or must stay for later, on this machine and in the whole cluster. Whoever cannot
/// see all of it is told so, and gets no answer in part: what is missing there would be removed.
final class ImageUses {
    private static final List<ResourceKind> TEMPLATES = KnownKinds.WORKLOADS;

    /// What a workload keeps of its earlier templates.
    private static final List<ResourceKind> EARLIER = List.of(KnownKinds.REPLICA_SETS, KnownKinds.CONTROLLER_REVISIONS);

    private final Docker docker;
    private final Cluster cluster;
    private final Releases releases;

    ImageUses(Docker docker, Cluster cluster, Releases releases) {
        this.docker = docker;
        this.cluster = cluster;
        this.releases = releases;
    }

    /// @param current what was built or deployed last
    Outcome<NeededImages> find(Set<String> current) {
        return docker.containerImages().then(containers -> {
            try {
                return inCluster(containers.stream().flatMap(ImageUses::names).collect(Collectors.toSet()), current);
            } catch (CancellationException _) {
                return new Outcome.Stopped<>();
            } catch (ClusterException e) {
                return unknown(String.valueOf(e.getMessage()));
            }
        });
    }

    private Outcome<NeededImages> inCluster(Set<String> containers, Set<String> current) {
        RetainedImages retained = releases.images("");
        if (!retained.complete()) {
            return unknown(retained.damaged().getFirst().display());
        }
        var elsewhere = new HashSet<String>();
        cluster.forEachObject(
                KnownKinds.CONFIG_MAPS,
                "",
                "owner=helm",
                record -> elsewhere.add(record.path("metadata").path("name").asString("")));
        if (!elsewhere.isEmpty()) {
            return unknown("Helm keeps releases in ConfigMaps here, such as configmap/%s, which Shipmate does not read."
                    .formatted(elsewhere.iterator().next()));
        }
        Set<String> revisions = images(EARLIER);
        revisions.addAll(retained.images());
        return new Outcome.Got<>(
                new NeededImages(containers, images(List.of(KnownKinds.PODS)), images(TEMPLATES), revisions, current));
    }

    private Set<String> images(List<ResourceKind> kinds) {
        var images = new HashSet<String>();
        kinds.forEach(kind -> cluster.forEachObject(kind, "", "", object -> collect(object, images)));
        images.remove("");
        return images;
    }

    private static Stream<String> names(ContainerImage container) {
        return Stream.of(container.id(), container.reference()).filter(name -> !name.isEmpty());
    }

    private static Outcome<NeededImages> unknown(String reason) {
        return new Outcome.Failed<>(new Problem(
                "Nothing is removed, because nobody can say which images are needed: " + reason,
                "Clean up as a user who can see the whole cluster, with every release readable."));
    }

    /// The images of a pod or of any template of one, by the fields that only those have.
    private static void collect(JsonNode node, Set<String> images) {
        for (JsonNode list :
                List.of(node.path("containers"), node.path("initContainers"), node.path("ephemeralContainers"))) {
            list.valueStream()
                    .forEach(container -> images.add(container.path("image").asString("")));
        }
        for (JsonNode list : List.of(
                node.path("containerStatuses"),
                node.path("initContainerStatuses"),
                node.path("ephemeralContainerStatuses"))) {
            list.valueStream().forEach(status -> {
                images.add(status.path("image").asString(""));
                images.add(status.path("imageID").asString(""));
            });
        }
        // An image can be a volume, too.
        node.path("volumes")
                .valueStream()
                .forEach(volume ->
                        images.add(volume.path("image").path("reference").asString("")));
        node.valueStream().filter(JsonNode::isContainer).forEach(child -> collect(child, images));
    }
}
