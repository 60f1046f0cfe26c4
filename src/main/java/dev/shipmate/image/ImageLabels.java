package dev.shipmate.image;

import java.util.LinkedHashMap;
import java.util.Map;

/// The labels that every image of ours carries.
public final class ImageLabels {
    /// The project that an image was built for. Clean-up sees no image without it, and asks for more than that.
    public static final String PROJECT = "dev.shipmate.project";

    /// The repository that an image was built for.
    static final String TITLE = "org.opencontainers.image.title";

    private ImageLabels() {}

    static Map<String, String> of(BuildRequest request) {
        var labels = new LinkedHashMap<String, String>();
        labels.put(PROJECT, request.project());
        labels.put("dev.shipmate.image", request.image().name());
        labels.put(TITLE, request.image().repository());
        labels.put("org.opencontainers.image.version", request.tag());
        return labels;
    }
}
