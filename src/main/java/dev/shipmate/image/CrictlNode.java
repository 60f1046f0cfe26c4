package dev.shipmate.image;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A node in which crictl can be run, such as a container of kind or k3d.
final class CrictlNode implements Node {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final String name;
    private final Cli crictl;

    /// @param crictl the command that runs crictl in the node
    CrictlNode(String name, Cli crictl) {
        this.name = name;
        this.crictl = crictl;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome<List<StoredImage>> images() {
        return crictl.run(LIMIT, "images", "--output", "json")
                .then(text -> NodeJson.read("crictl", text, tree -> NodeJson.images(tree.path("images"))));
    }

    @Override
    public Outcome<Map<String, String>> labels(StoredImage image) {
        return crictl.run(LIMIT, "inspecti", "--output", "json", image.id())
                .then(text -> NodeJson.read(
                        "crictl",
                        text,
                        tree -> NodeJson.labels(
                                tree.path("info").path("imageSpec").path("config"))));
    }

    @Override
    public Outcome<StoredImage> remove(StoredImage image) {
        return crictl.run(LIMIT, "rmi", image.id()).map(_ -> image);
    }
}
