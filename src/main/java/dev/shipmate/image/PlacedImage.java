package dev.shipmate.image;

/// An image and where it is.
///
/// @param node the name of a node, or empty for the host's Docker
public record PlacedImage(String node, StoredImage image) {
    public boolean onHost() {
        return node.isEmpty();
    }

    /// For people: `todo:0123456789ab on the host`.
    public String display() {
        return "%s %s".formatted(image.display(), onHost() ? "on the host" : "in node " + node);
    }
}
