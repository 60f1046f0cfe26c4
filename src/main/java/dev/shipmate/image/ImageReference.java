package dev.shipmate.image;

/// The name of an image in its full form: registry, repository, and tag or digest.
///
/// @param tag such as `1.36`, or empty when there is a digest only
/// @param digest such as `sha256:…`, or empty
public record ImageReference(String registry, String repository, String tag, String digest) {
    private static final String HUB = "docker.io";
    private static final String OFFICIAL = "library/";

    /// Fills in what a short name leaves out, as Docker does: `busybox` is `docker.io/library/busybox:latest`.
    public static ImageReference of(String text) {
        int at = text.indexOf('@');
        String digest = at < 0 ? "" : text.substring(at + 1);
        String named = at < 0 ? text : text.substring(0, at);
        int colon = named.lastIndexOf(':');
        boolean tagged = colon > named.lastIndexOf('/');
        String path = tagged ? named.substring(0, colon) : named;
        String tag = tagged ? named.substring(colon + 1) : digest.isEmpty() ? "latest" : "";
        int slash = path.indexOf('/');
        String first = slash < 0 ? "" : path.substring(0, slash);
        boolean registry = first.contains(".") || first.contains(":") || first.equals("localhost");
        String host = !registry ? HUB : first.equals("index.docker.io") ? HUB : first;
        String repository = registry ? path.substring(slash + 1) : path;
        if (host.equals(HUB) && repository.indexOf('/') < 0) {
            repository = OFFICIAL + repository;
        }
        return new ImageReference(host, repository, tag, digest);
    }

    /// Everything written out, for comparing: `docker.io/library/busybox:1.36`.
    public String full() {
        return registry + "/" + repository + end();
    }

    /// As people write it: `busybox:1.36`.
    public String familiar() {
        if (!registry.equals(HUB)) {
            return full();
        }
        return (repository.startsWith(OFFICIAL) ? repository.substring(OFFICIAL.length()) : repository) + end();
    }

    private String end() {
        return (tag.isEmpty() ? "" : ":" + tag) + (digest.isEmpty() ? "" : "@" + digest);
    }
}
