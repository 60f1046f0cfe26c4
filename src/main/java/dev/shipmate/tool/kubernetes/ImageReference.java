package dev.shipmate.tool.kubernetes;

import java.util.regex.Pattern;

/// A reference to a container image: `registry:5000/shop/web:1.27@sha256:…`.
record ImageReference(String repository, String rest) {
    private static final Pattern VALID =
            Pattern.compile("[a-zA-Z0-9][\\w.\\-:/]*(:[\\w][\\w.\\-]{0,127})?(@[a-z0-9]+:[0-9a-fA-F]{32,})?");
    private static final Pattern BARE_TAG = Pattern.compile(":[\\w][\\w.\\-]*|v?\\d+(\\.\\d+)+[\\w.\\-]*");

    static ImageReference of(String image) {
        int digest = image.indexOf('@');
        String named = digest < 0 ? image : image.substring(0, digest);
        int colon = named.lastIndexOf(':');
        int end = colon > named.lastIndexOf('/') ? colon : named.length();
        return new ImageReference(named.substring(0, end), image.substring(end));
    }

    static boolean isValid(String image) {
        return VALID.matcher(image).matches();
    }

    /// Whether a text is only a tag, such as `1.28` or `:stable`: no repository is named like a version.
    static boolean isBareTag(String text) {
        return BARE_TAG.matcher(text).matches();
    }

    /// The same repository with another tag.
    String withTag(String tag) {
        return repository + ":" + (tag.startsWith(":") ? tag.substring(1) : tag);
    }

    /// The last part of the repository: `web` of `registry/shop/web`.
    String name() {
        return repository.substring(repository.lastIndexOf('/') + 1);
    }
}
