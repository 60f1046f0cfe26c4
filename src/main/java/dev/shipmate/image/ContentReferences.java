package dev.shipmate.image;

import dev.shipmate.project.ImageSpec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/// The references that the images of a project have by their content alone, built or not.
final class ContentReferences {
    private final ImageBuilds.Order order;
    private final ImageOrder bases;
    private final Map<String, Outcome<String>> known = new HashMap<>();

    ContentReferences(ImageBuilds.Order order) {
        this.order = order;
        bases = ImageOrder.of(order.images());
    }

    /// By the names of the images, in their order.
    Outcome<Map<String, String>> all() {
        var references = new LinkedHashMap<String, String>();
        Outcome<Map<String, String>> all = new Outcome.Got<>(references);
        for (ImageSpec image : order.images()) {
            all = all.then(_ -> reference(image).map(reference -> {
                references.put(image.name(), reference);
                return references;
            }));
        }
        return all;
    }

    private Outcome<String> reference(ImageSpec image) {
        Outcome<String> before = known.get(image.name());
        if (before != null) {
            return before;
        }
        Outcome<String> found =
                bases.isCircular(image) ? new Outcome.Failed<>(ImageOrder.circle(image)) : fromContent(image);
        known.put(image.name(), found);
        return found;
    }

    private Outcome<String> fromContent(ImageSpec image) {
        Outcome<StringJoiner> made = new Outcome.Got<>(new StringJoiner("\n"));
        for (ImageSpec base : bases.basesOf(image)) {
            made = made.then(before -> reference(base).map(before::add));
        }
        return made.then(references -> ContentTag.of(image, order.build())
                .map(tag -> image.repository() + ":"
                        + tag.madeFrom(references.toString()).value()));
    }
}
