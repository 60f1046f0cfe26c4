package dev.shipmate.image;

import dev.shipmate.cluster.ClusterEntry;
import dev.shipmate.process.ProgramRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The images in the nodes of a local cluster.
///
/// An image is known by the ID in the node, never by its name alone: a name may lead to an older image.
public final class NodeImages {
    /// How long a node may take to show what was loaded.
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Pattern CONTENT_TAG = Pattern.compile("[0-9a-f]{12}");

    private final Docker docker;
    private final LocalCluster cluster;
    private final Optional<NodeStore> store;
    private final Duration patience;

    public NodeImages(ProgramRunner runner, Programs programs, Docker docker, LocalCluster cluster) {
        this(docker, cluster, store(runner, programs, docker, cluster), PATIENCE);
    }

    /// Those of the cluster that an entry of the kubeconfig leads to.
    public static NodeImages of(
            ProgramRunner runner, Docker docker, ClusterEntry entry, Map<String, String> environment) {
        Programs programs = Programs.onPath();
        return new NodeImages(
                runner,
                programs,
                docker,
                new LocalClusters(runner, programs).recognise(entry, LocalClusters.socket(environment)));
    }

    NodeImages(Docker docker, LocalCluster cluster, Optional<NodeStore> store, Duration patience) {
        this.docker = docker;
        this.cluster = cluster;
        this.store = store;
        this.patience = patience;
    }

    private static Optional<NodeStore> store(
            ProgramRunner runner, Programs programs, Docker docker, LocalCluster cluster) {
        return switch (cluster) {
            case LocalCluster.Minikube(String profile) ->
                Optional.of(new MinikubeNodes(runner, programs.minikube(), profile));
            case LocalCluster.Kind(String name) -> Optional.of(new KindNodes(runner, programs, name));
            case LocalCluster.K3d(String name) -> Optional.of(new K3dNodes(runner, programs, name));
            case LocalCluster.Containerd(var socket) ->
                Optional.of(new ContainerdNode(runner, programs.ctr(), socket, docker));
            case LocalCluster.HostDocker _, LocalCluster.NotLocal _ -> Optional.empty();
        };
    }

    public LocalCluster cluster() {
        return cluster;
    }

    /// Brings an image of the host into all nodes, unless they have it, and looks whether it arrived.
    public LoadOutcome load(String reference) {
        return switch (cluster) {
            case LocalCluster.HostDocker(String product) -> new LoadOutcome.NotNeeded(product);
            case LocalCluster.NotLocal(String reason) ->
                new LoadOutcome.LoadFailed(
                        new Problem(
                                "Image %s cannot be loaded: %s".formatted(reference, reason),
                                "Choose a local cluster with --context. For one on this machine, set SHIPMATE_CONTAINERD to its socket."));
            case LocalCluster.Minikube _, LocalCluster.Kind _, LocalCluster.K3d _, LocalCluster.Containerd _ ->
                new Loading(docker, store.orElseThrow(), patience, BETWEEN_LOOKS).load(reference);
        };
    }

    /// All images of all nodes, without their labels. A cluster that shares the host's images has none of its own.
    public Outcome<List<PlacedImage>> list() {
        return inEachNode((node, images) -> new Outcome.Got<>(images));
    }

    /// The images of a project in all nodes. What a node cannot tell of an image's labels is taken from the host's
    /// image with the same ID.
    ///
    /// @param host the images of the project on the host
    public Outcome<List<PlacedImage>> list(String project, List<StoredImage> host) {
        return inEachNode((node, images) -> {
            Outcome<List<StoredImage>> found = new Outcome.Got<>(List.of());
            for (StoredImage image : images) {
                if (mayBeOurs(image)) {
                    found = found.then(before -> labels(node, image, host).map(labels -> {
                        StoredImage labelled = image.withLabels(labels);
                        return labelled.belongsTo(project) ? plus(before, labelled) : before;
                    }));
                }
            }
            return found;
        });
    }

    /// Removes an image from its node, if the node lists it as it was; what a container uses stays on disk until it
    /// ends. Some nodes know images by their names only, and a name may lead to another one meanwhile.
    public Outcome<PlacedImage> remove(PlacedImage placed) {
        return nodes().then(nodes -> nodes.stream()
                .filter(node -> node.name().equals(placed.node()))
                .findFirst()
                .map(node -> node.images().then(images -> remove(node, images, placed)))
                .orElseGet(() -> new Outcome.Missing<>(placed.node())));
    }

    private static Outcome<PlacedImage> remove(Node node, List<StoredImage> images, PlacedImage placed) {
        StoredImage listed = placed.image();
        Optional<StoredImage> found = images.stream()
                .filter(image -> StoredImage.sameId(image.id(), listed.id()))
                .findFirst();
        if (found.isEmpty()) {
            return new Outcome.Missing<>(placed.display());
        }
        return listed.references().containsAll(found.get().references())
                ? node.remove(found.get()).map(_ -> placed)
                : new Outcome.Failed<>(new Problem(
                        "%s got a new name since it was listed.".formatted(placed.display()),
                        "Run the clean-up again."));
    }

    private static Outcome<Map<String, String>> labels(Node node, StoredImage image, List<StoredImage> host) {
        Optional<StoredImage> same =
                host.stream().filter(one -> image.isMeantBy(one.id())).findFirst();
        if (same.isPresent()) {
            return new Outcome.Got<>(same.get().labels());
        }
        return switch (node.labels(image)) {
            case Outcome.Got<Map<String, String>> got -> got;
            case Outcome.Stopped<Map<String, String>> stopped -> stopped;
            // An image whose labels nobody can tell is nobody's, and stays.
            case Outcome.Missing<Map<String, String>> _, Outcome.Failed<Map<String, String>> _ ->
                new Outcome.Got<>(Map.of());
        };
    }

    /// An image of ours has a content tag, or has lost it to a newer one; others need not be asked for their labels.
    private static boolean mayBeOurs(StoredImage image) {
        return image.references().isEmpty()
                || image.references().stream()
                        .anyMatch(reference -> CONTENT_TAG
                                .matcher(ImageReference.of(reference).tag())
                                .matches());
    }

    private Outcome<List<PlacedImage>> inEachNode(NodeQuery query) {
        return nodes().then(nodes -> {
            Outcome<List<PlacedImage>> all = new Outcome.Got<>(List.of());
            for (Node node : nodes) {
                all = all.then(before -> node.images()
                        .then(images -> query.apply(node, images))
                        .map(images -> {
                            var both = new ArrayList<>(before);
                            images.forEach(image -> both.add(new PlacedImage(node.name(), image)));
                            return List.copyOf(both);
                        }));
            }
            return all;
        });
    }

    private Outcome<List<Node>> nodes() {
        return store.map(NodeStore::nodes).orElseGet(() -> new Outcome.Got<>(List.of()));
    }

    private static List<StoredImage> plus(List<StoredImage> before, StoredImage image) {
        var both = new ArrayList<>(before);
        both.add(image);
        return List.copyOf(both);
    }

    @FunctionalInterface
    private interface NodeQuery {
        Outcome<List<StoredImage>> apply(Node node, List<StoredImage> images);
    }
}
