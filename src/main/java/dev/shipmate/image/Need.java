package dev.shipmate.image;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A reason to keep images, and the images that it holds for.
///
/// @param references in their full form
/// @param digests of configurations and manifests
record Need(String reason, Set<String> references, Set<String> digests) {
    static List<Need> all(NeededImages needed) {
        return List.of(
                of("a pod of the cluster uses it", needed.pods()),
                of("a container of the host uses it", needed.containers()),
                of("a workload of the cluster starts its pods from it", needed.templates()),
                of("a revision needs it to roll back to", needed.revisions()),
                of("it was built or deployed last", needed.current()));
    }

    private static Need of(String reason, Set<String> images) {
        var references = new HashSet<String>();
        var digests = new HashSet<String>();
        for (String image : images) {
            // Docker as a runtime names an image in a pod's status with a scheme.
            String plain = image.substring(image.indexOf("://") < 0 ? 0 : image.indexOf("://") + 3);
            int at = plain.indexOf("sha256:");
            if (at >= 0) {
                digests.add(StoredImage.bare(plain.substring(at)));
            }
            if (at < 0 || at > 1) {
                String named = at < 0 ? plain : plain.substring(0, at - 1);
                references.add(ImageReference.of(named).full());
            }
        }
        return new Need(reason, references, digests);
    }

    boolean isMet(StoredImage image) {
        return image.references().stream().anyMatch(references::contains)
                || digests.contains(StoredImage.bare(image.id()))
                || image.digests().stream().map(StoredImage::bare).anyMatch(digests::contains);
    }
}
