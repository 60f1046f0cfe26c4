package dev.shipmate.image;

import dev.shipmate.project.ImageSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which images of a project are made from which others: their Dockerfiles start or copy from the other's repository.
final class ImageOrder {
    private final Map<String, List<ImageSpec>> bases = new HashMap<>();
    private final Map<String, Set<String>> names = new HashMap<>();

    private ImageOrder() {}

    static ImageOrder of(List<ImageSpec> images) {
        var order = new ImageOrder();
        var repositories = new LinkedHashMap<String, ImageSpec>();
        images.forEach(image -> repositories.put(repository(image.repository()), image));
        for (ImageSpec image : images) {
            for (String written : imagesOf(image)) {
                ImageSpec base = repositories.get(repository(written));
                if (base != null && !base.name().equals(image.name())) {
                    order.bases
                            .computeIfAbsent(image.name(), _ -> new ArrayList<>())
                            .add(base);
                    order.names
                            .computeIfAbsent(base.name(), _ -> new HashSet<>())
                            .add(written);
                }
            }
        }
        return order;
    }

    List<ImageSpec> basesOf(ImageSpec image) {
        return bases.getOrDefault(image.name(), List.of());
    }

    /// What the Dockerfiles of other images call this one.
    Set<String> namesOf(ImageSpec image) {
        return names.getOrDefault(image.name(), Set.of());
    }

    /// Whether an image is made from itself by a detour.
    boolean isCircular(ImageSpec image) {
        var seen = new HashSet<String>();
        var next = new ArrayList<>(basesOf(image));
        while (!next.isEmpty()) {
            ImageSpec base = next.removeLast();
            if (base.name().equals(image.name())) {
                return true;
            }
            if (seen.add(base.name())) {
                next.addAll(basesOf(base));
            }
        }
        return false;
    }

    static Problem circle(ImageSpec image) {
        return new Problem(
                "Image '%s' is made from itself, by way of others.".formatted(image.name()),
                "Break the circle of FROM.");
    }

    private static List<String> imagesOf(ImageSpec image) {
        try {
            return Dockerfile.read(image.dockerfile()).images();
        } catch (IOException _) {
            // Whoever reads the content says so.
            return List.of();
        }
    }

    private static String repository(String reference) {
        ImageReference full = ImageReference.of(reference);
        return full.registry() + "/" + full.repository();
    }
}
