package dev.shipmate.tool.kubernetes;

/// The tag of an image reference.
final class ImageTag {
    private ImageTag() {}

    /// `1.27` of `nginx:1.27`; `latest` when there is none; the digest's start when the image is pinned by it.
    static String of(String image) {
        int digest = image.indexOf('@');
        String named = digest < 0 ? image : image.substring(0, digest);
        int colon = named.lastIndexOf(':');
        if (colon > named.lastIndexOf('/')) {
            return named.substring(colon + 1);
        }
        if (digest < 0) {
            return "latest";
        }
        String pinned = image.substring(digest + 1);
        return pinned.length() <= 19 ? pinned : pinned.substring(0, 19);
    }
}
