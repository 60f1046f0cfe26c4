package dev.shipmate.image;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Loads one image into the nodes of a cluster, and does not believe that it arrived before it sees it.
final class Loading {
    private final Docker docker;
    private final NodeStore store;
    private final Duration patience;
    private final Duration betweenLooks;

    Loading(Docker docker, NodeStore store, Duration patience, Duration betweenLooks) {
        this.docker = docker;
        this.store = store;
        this.patience = patience;
        this.betweenLooks = betweenLooks;
    }

    LoadOutcome load(String reference) {
        return switch (docker.find(reference)) {
            case Outcome.Got<StoredImage>(StoredImage image) -> load(reference, image);
            case Outcome.Missing<StoredImage> _ ->
                new LoadOutcome.LoadFailed(new Problem(
                        "The host's Docker has no image %s to load.".formatted(reference), "Build it first."));
            case Outcome.Failed<StoredImage>(Problem problem) -> new LoadOutcome.LoadFailed(problem);
            case Outcome.Stopped<StoredImage>() -> new LoadOutcome.Stopped();
        };
    }

    private LoadOutcome load(String reference, StoredImage image) {
        return switch (look(reference, Set.of(image.id()))) {
            case Same(int nodes) -> new LoadOutcome.AlreadyThere(nodes);
            case Absent _ -> load(reference, image, false);
            case Different _ -> load(reference, image, true);
            case Unseen(Problem problem) -> new LoadOutcome.LoadFailed(problem);
            case Interrupted() -> new LoadOutcome.Stopped();
        };
    }

    /// Another ID under the name is another image, unless Docker calls its images by something else than nodes do.
    private LoadOutcome load(String reference, StoredImage image, boolean different) {
        return switch (docker.configurationId(reference)) {
            case Outcome.Got<String>(String id) -> {
                Set<String> ids = Stream.of(id, image.id()).collect(Collectors.toUnmodifiableSet());
                yield different && look(reference, ids) instanceof Same(int nodes)
                        ? new LoadOutcome.AlreadyThere(nodes)
                        : transfer(reference, ids, different);
            }
            case Outcome.Missing<String>(String name) -> removed(name);
            case Outcome.Failed<String>(Problem problem) -> new LoadOutcome.LoadFailed(problem);
            case Outcome.Stopped<String>() -> new LoadOutcome.Stopped();
        };
    }

    private LoadOutcome transfer(String reference, Set<String> ids, boolean replaced) {
        return switch (store.load(reference)) {
            case Outcome.Got<String> _ -> confirm(reference, ids, replaced);
            case Outcome.Missing<String>(String name) -> removed(name);
            case Outcome.Failed<String>(Problem problem) -> new LoadOutcome.LoadFailed(problem);
            case Outcome.Stopped<String>() -> new LoadOutcome.Stopped();
        };
    }

    private static LoadOutcome removed(String name) {
        return new LoadOutcome.LoadFailed(
                new Problem("Image %s was removed meanwhile.".formatted(name), "Build it again."));
    }

    private LoadOutcome confirm(String reference, Set<String> ids, boolean replaced) {
        return switch (lookUntilSame(reference, ids)) {
            case Same(int nodes) -> new LoadOutcome.Loaded(nodes, replaced);
            case Different(String node, String found) -> {
                String expected = ids.iterator().next();
                yield new LoadOutcome.Stale(
                        node,
                        found,
                        expected,
                        new Problem(
                                "Node %s still has an older image as %s: %s instead of %s."
                                        .formatted(node, reference, shortened(found), shortened(expected)),
                                "Stop the pods that use it and load again, or build with a new tag."));
            }
            case Absent(String node) ->
                new LoadOutcome.LoadFailed(new Problem(
                        "Image %s was loaded without a complaint, but node %s does not have it."
                                .formatted(reference, node),
                        "See that the node has disk space, and load it again."));
            case Unseen(Problem problem) -> new LoadOutcome.LoadFailed(problem);
            case Interrupted() -> new LoadOutcome.Stopped();
        };
    }

    private Sight lookUntilSame(String reference, Set<String> ids) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Sight sight = look(reference, ids);
            if (!(sight instanceof Absent || sight instanceof Different) || System.nanoTime() > end) {
                return sight;
            }
            try {
                Thread.sleep(betweenLooks);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return new Interrupted();
            }
        }
    }

    private Sight look(String reference, Set<String> ids) {
        return switch (store.nodes()) {
            case Outcome.Got<List<Node>>(List<Node> nodes) -> look(nodes, reference, ids);
            case Outcome.Missing<List<Node>>(String name) ->
                new Unseen(new Problem("There is no %s.".formatted(name), "Start the cluster."));
            case Outcome.Failed<List<Node>>(Problem problem) -> new Unseen(problem);
            case Outcome.Stopped<List<Node>>() -> new Interrupted();
        };
    }

    /// The first node that does not have the image decides.
    private static Sight look(List<Node> nodes, String reference, Set<String> ids) {
        for (Node node : nodes) {
            Sight sight = switch (node.images()) {
                case Outcome.Got<List<StoredImage>>(List<StoredImage> images) -> look(node, images, reference, ids);
                case Outcome.Missing<List<StoredImage>>(String name) ->
                    new Unseen(new Problem("There is no %s.".formatted(name), "Start the cluster."));
                case Outcome.Failed<List<StoredImage>>(Problem problem) -> new Unseen(problem);
                case Outcome.Stopped<List<StoredImage>>() -> new Interrupted();
            };
            if (!(sight instanceof Same)) {
                return sight;
            }
        }
        return new Same(nodes.size());
    }

    private static Sight look(Node node, List<StoredImage> images, String reference, Set<String> ids) {
        String full = ImageReference.of(reference).full();
        return images.stream()
                .filter(image -> image.references().contains(full))
                .findFirst()
                .<Sight>map(image ->
                        ids.stream().anyMatch(image::isMeantBy) ? new Same(1) : new Different(node.name(), image.id()))
                .orElseGet(() -> new Absent(node.name()));
    }

    private static String shortened(String id) {
        String bare = StoredImage.bare(id);
        return bare.substring(0, Math.min(12, bare.length()));
    }

    /// What the nodes have under a name.
    private sealed interface Sight {}

    private record Same(int nodes) implements Sight {}

    private record Different(String node, String id) implements Sight {}

    private record Absent(String node) implements Sight {}

    private record Unseen(Problem problem) implements Sight {}

    private record Interrupted() implements Sight {}
}
