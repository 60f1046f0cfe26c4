package dev.shipmate.image;

import dev.shipmate.project.BuildSpec;
import dev.shipmate.project.ImageSpec;
import java.util.Set;

/// One image to build, and the tag it gets.
///
/// @param project the name in the label
/// @param alsoKnownAs further names for the image, which Dockerfiles of the same project build upon
public record BuildRequest(
        String project, ImageSpec image, BuildSpec build, String tag, boolean noCache, Set<String> alsoKnownAs) {
    public BuildRequest {
        alsoKnownAs = Set.copyOf(alsoKnownAs);
    }

    public BuildRequest(String project, ImageSpec image, BuildSpec build, String tag, boolean noCache) {
        this(project, image, build, tag, noCache, Set.of());
    }

    /// The repository with the tag.
    public String reference() {
        return image.repository() + ":" + tag;
    }
}
