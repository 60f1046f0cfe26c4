package dev.shipmate.image;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An image in a store, of the host's Docker or of a node.
///
/// @param id the digest of its configuration, `sha256:…`; the same in every store that has the image
/// @param references all names it has there, in their full form; none for an image that lost its tag
/// @param digests of manifests that lead to it, `sha256:…`; some stores call an image by one of these
/// @param sizeBytes what the store says it takes; layers that images share are counted with each
public record StoredImage(
        String id, List<String> references, List<String> digests, long sizeBytes, Map<String, String> labels) {
    private static final int SHORT = 12;

    public StoredImage {
        references = List.copyOf(references);
        digests = List.copyOf(digests);
        labels = new LinkedHashMap<>(labels);
    }

    public StoredImage(String id, List<String> references, long sizeBytes, Map<String, String> labels) {
        this(id, references, List.of(), sizeBytes, labels);
    }

    StoredImage withLabels(Map<String, String> found) {
        return new StoredImage(id, references, digests, sizeBytes, found);
    }

    /// Whether an ID, or the digest of a manifest, means this image.
    boolean isMeantBy(String digest) {
        return sameId(id, digest) || digests.stream().anyMatch(one -> sameId(one, digest));
    }

    /// Whether it has the label that every build for the project gets; so has what others build from one of these.
    public boolean belongsTo(String project) {
        return project.equals(labels.get(ImageLabels.PROJECT));
    }

    /// A name for people: the first reference, else the short form of its ID.
    public String display() {
        return references.isEmpty()
                ? shortId()
                : ImageReference.of(references.getFirst()).familiar();
    }

    public String shortId() {
        String hex = bare(id);
        return hex.substring(0, Math.min(SHORT, hex.length()));
    }

    /// Whether two IDs are the same; some programs leave out the algorithm.
    static boolean sameId(String one, String other) {
        return !one.isEmpty() && bare(one).equals(bare(other));
    }

    static String bare(String id) {
        return id.startsWith("sha256:") ? id.substring("sha256:".length()) : id;
    }
}
