package dev.shipmate.pipeline;

import dev.shipmate.helm.Releases;
import dev.shipmate.helm.StoredRelease;
import dev.shipmate.image.Docker;
import dev.shipmate.image.ImageReference;
import dev.shipmate.image.LoadOutcome;
import dev.shipmate.image.LocalCluster;
import dev.shipmate.image.NodeImages;
import dev.shipmate.image.Outcome;
import dev.shipmate.image.PlacedImage;
import dev.shipmate.image.Problem;
import dev.shipmate.image.StoredImage;
import dev.shipmate.project.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Sees to it that the cluster has the project's own images of an earlier revision, before anything is rolled back to
/// it. Other images come from where they came from before.
final class RevisionImages {
    private final Docker docker;
    private final NodeImages nodes;
    private final Set<String> repositories;

    RevisionImages(Docker docker, NodeImages nodes, Project project) {
        this.docker = docker;
        this.nodes = nodes;
        this.repositories = project.images().stream()
                .map(image -> repository(image.repository()))
                .collect(Collectors.toSet());
    }

    /// What stands in the way; nothing when all images are there. `facts` says what was found.
    Optional<StepOutcome> bring(Releases releases, StoredRelease.Intact stored, List<String> facts) {
        List<String> ours = releases.images(stored).stream()
                .filter(image -> repositories.contains(repository(image)))
                .toList();
        return switch (nodes.cluster()) {
            // They come from a registry, as they did before.
            case LocalCluster.NotLocal _ -> Optional.empty();
            case LocalCluster.HostDocker _ -> onHost(ours, facts);
            case LocalCluster.Minikube _, LocalCluster.Kind _, LocalCluster.K3d _, LocalCluster.Containerd _ ->
                inNodes(ours, facts);
        };
    }

    private Optional<StepOutcome> onHost(List<String> references, List<String> facts) {
        var missing = new ArrayList<String>();
        for (String reference : references) {
            switch (docker.find(reference)) {
                case Outcome.Got<StoredImage> _ -> facts.add("%s is on the host".formatted(reference));
                case Outcome.Missing<StoredImage> _ -> missing.add(reference);
                case Outcome.Failed<StoredImage>(Problem problem) -> {
                    return Optional.of(failed(problem));
                }
                case Outcome.Stopped<StoredImage>() -> {
                    return Optional.of(stopped());
                }
            }
        }
        return missing.isEmpty() ? Optional.empty() : Optional.of(gone(missing));
    }

    private Optional<StepOutcome> inNodes(List<String> references, List<String> facts) {
        return switch (nodes.list()) {
            case Outcome.Got<List<PlacedImage>>(List<PlacedImage> placed) -> inNodes(references, placed, facts);
            case Outcome.Missing<List<PlacedImage>>(String name) ->
                Optional.of(new StepOutcome.Failed(
                        "Nobody can tell which images the cluster has: there is no %s.".formatted(name),
                        "Start the cluster."));
            case Outcome.Failed<List<PlacedImage>>(Problem problem) -> Optional.of(failed(problem));
            case Outcome.Stopped<List<PlacedImage>>() -> Optional.of(stopped());
        };
    }

    private Optional<StepOutcome> inNodes(List<String> references, List<PlacedImage> placed, List<String> facts) {
        Set<String> all = placed.stream().map(PlacedImage::node).collect(Collectors.toSet());
        var absent = new ArrayList<String>();
        var missing = new ArrayList<String>();
        for (String reference : references) {
            String full = ImageReference.of(reference).full();
            Set<String> having = placed.stream()
                    .filter(one -> one.image().references().contains(full))
                    .map(PlacedImage::node)
                    .collect(Collectors.toSet());
            if (!having.isEmpty() && having.equals(all)) {
                facts.add("%s is in the cluster".formatted(reference));
            } else {
                absent.add(reference);
            }
        }
        for (String reference : absent) {
            switch (docker.find(reference)) {
                case Outcome.Got<StoredImage> _ -> {}
                case Outcome.Missing<StoredImage> _ -> missing.add(reference);
                case Outcome.Failed<StoredImage>(Problem problem) -> {
                    return Optional.of(failed(problem));
                }
                case Outcome.Stopped<StoredImage>() -> {
                    return Optional.of(stopped());
                }
            }
        }
        return missing.isEmpty() ? load(absent, facts) : Optional.of(gone(missing));
    }

    private Optional<StepOutcome> load(List<String> references, List<String> facts) {
        for (String reference : references) {
            switch (nodes.load(reference)) {
                case LoadOutcome.Loaded _, LoadOutcome.AlreadyThere _, LoadOutcome.NotNeeded _ ->
                    facts.add("%s was loaded from the host".formatted(reference));
                case LoadOutcome.Stale stale -> {
                    return Optional.of(failed(stale.problem()));
                }
                case LoadOutcome.LoadFailed(Problem problem) -> {
                    return Optional.of(failed(problem));
                }
                case LoadOutcome.Stopped() -> {
                    return Optional.of(stopped());
                }
            }
        }
        return Optional.empty();
    }

    private static StepOutcome gone(List<String> missing) {
        return new StepOutcome.Failed(
                "The revision needs %s, which neither the cluster nor the host has. Nothing was changed."
                        .formatted(String.join(", ", missing)),
                "Go back to another revision, or check out the source of that one and deploy it.");
    }

    private static StepOutcome failed(Problem problem) {
        return new StepOutcome.Failed(problem.what(), problem.suggestion());
    }

    private static StepOutcome stopped() {
        return new StepOutcome.Cancelled("The release was not touched.");
    }

    private static String repository(String reference) {
        ImageReference image = ImageReference.of(reference);
        return image.registry() + "/" + image.repository();
    }
}
