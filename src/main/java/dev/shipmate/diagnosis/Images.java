package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ContainerState;
import dev.shipmate.cluster.ContainerView;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.RevisionView;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.spelling.Spelling;
import dev.shipmate.spelling.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Finds the image that was meant by one that cannot be had: an earlier revision's, or the nearest that a node has.
final class Images {
    private static final int MOST_LIKELY = 3;

    private final Cluster cluster;

    Images(Cluster cluster) {
        this.cluster = cluster;
    }

    Lead suggest(Lead lead, Suspect suspect, List<RevisionView> revisions) {
        Optional<WorkloadName> workload = PatchTemplate.workload(suspect.pod());
        Optional<ContainerView> container = suspect.pod().containers().stream()
                .filter(it -> it.state() instanceof ContainerState.Waiting(String reason, String _)
                        && (reason.contains("Image") || reason.contains("Registry")))
                .findFirst();
        if (workload.isEmpty() || container.isEmpty()) {
            return lead;
        }
        String image = container.get().image();
        List<String> likely = likely(image, earlier(container.get(), revisions), onNodes());
        Finding finding = Revived.known(lead.finding(), image, revisions);
        if (likely.isEmpty()) {
            return lead.with(finding);
        }
        finding =
                finding.withEvidence(List.of("nearest images that were used or are on a node: " + Words.list(likely)));
        return lead.with(finding.withRemedy(remedy(suspect, workload.get(), container.get(), likely.getFirst())));
    }

    /// An init container often runs the same image: all that do get the better one, in one rollout.
    private static Remedy remedy(Suspect suspect, WorkloadName workload, ContainerView container, String better) {
        String title = "Set the image of %s to %s".formatted(suspect.object(), better);
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        int same = 0;
        for (String list : List.of("initContainers", "containers")) {
            for (JsonNode it : suspect.json().path("spec").path(list)) {
                if (it.path("image").asString("").equals(container.image())) {
                    same++;
                    spec.withArray(list)
                            .addObject()
                            .put("name", it.path("name").asString(""))
                            .put("image", better);
                }
            }
        }
        return same > 1
                ? PatchTemplate.spec(workload, title, spec)
                : new Remedy.SetImage(title, workload, container.name(), better);
    }

    private static Set<String> earlier(ContainerView container, List<RevisionView> revisions) {
        var images = new LinkedHashSet<String>();
        revisions.stream()
                .filter(revision -> !revision.current())
                .flatMap(revision -> revision.images().stream())
                .filter(image -> image.container().equals(container.name()))
                .forEach(image -> images.add(image.image()));
        return images;
    }

    private Set<String> onNodes() {
        var images = new LinkedHashSet<String>();
        Permitted.look(() -> cluster.forEachObject(
                KnownKinds.NODES,
                "",
                "",
                node -> node.path("status")
                        .path("images")
                        .forEach(image -> image.path("names").forEach(name -> images.add(name.asString(""))))));
        images.removeIf(name -> name.contains("@") || name.contains("<none>"));
        return images;
    }

    /// The same repository with another tag, or a repository that is written almost alike with the same tag; what an
    /// earlier revision ran comes first.
    private static List<String> likely(String image, Set<String> earlier, Set<String> present) {
        var likely = new ArrayList<String>();
        earlier.stream().filter(it -> isLike(image, it)).forEach(likely::add);
        present.stream()
                .filter(it -> isLike(image, it))
                .map(Images::familiar)
                .sorted(Comparator.comparingInt(it -> Spelling.distance(familiar(image), it)))
                .forEach(likely::add);
        likely.removeIf(it -> familiar(it).equals(familiar(image)));
        return likely.stream().distinct().limit(MOST_LIKELY).toList();
    }

    private static boolean isLike(String image, String other) {
        String one = repository(image).toLowerCase(Locale.ROOT);
        String two = repository(other);
        return one.equals(two)
                || (Spelling.slip(one, two) && tag(image).equals(tag(other)))
                || name(one).equals(name(two));
    }

    private static String name(String repository) {
        return repository.substring(repository.lastIndexOf('/') + 1);
    }

    private static String repository(String image) {
        String familiar = familiar(image);
        int colon = familiar.lastIndexOf(':');
        return colon > familiar.lastIndexOf('/') ? familiar.substring(0, colon) : familiar;
    }

    private static String tag(String image) {
        String repository = repository(image);
        String familiar = familiar(image);
        return familiar.length() > repository.length() ? familiar.substring(repository.length() + 1) : "latest";
    }

    /// As people write it: without Docker Hub's own name.
    private static String familiar(String image) {
        return image.replaceFirst("^docker\\.io/(library/)?", "");
    }
}
