package dev.shipmate.image;

/// What loading one image into the nodes of a cluster came to.
public sealed interface LoadOutcome {
    /// All nodes had the same image.
    record AlreadyThere(int nodes) implements LoadOutcome {}

    /// All nodes have the image.
    ///
    /// @param replaced whether a node had another one of that name before
    record Loaded(int nodes, boolean replaced) implements LoadOutcome {}

    /// The nodes use the images of the host.
    record NotNeeded(String product) implements LoadOutcome {}

    /// The program that loads said nothing, yet a node has another image of that name.
    record Stale(String node, String idInNode, String expectedId, Problem problem) implements LoadOutcome {}

    record LoadFailed(Problem problem) implements LoadOutcome {}

    /// Cancelled; the nodes have the old image, the new one, or none.
    record Stopped() implements LoadOutcome {}
}
