package dev.shipmate.image;

import dev.shipmate.process.ProgramRunner;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The nodes of a minikube profile, taken together: minikube loads into all, and lists what any of them has.
final class MinikubeNodes implements Node, NodeStore {
    private static final Duration SHORT = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Cli minikube;
    private final String profile;

    MinikubeNodes(ProgramRunner runner, String program, String profile) {
        minikube = new Cli(runner, program, "--profile", profile);
        this.profile = profile;
    }

    @Override
    public String name() {
        return profile;
    }

    @Override
    public Outcome<List<Node>> nodes() {
        return new Outcome.Got<>(List.of(this));
    }

    @Override
    public Outcome<String> load(String reference) {
        return minikube.run(LONG, "image", "load", "--daemon=true", reference).map(_ -> reference);
    }

    @Override
    public Outcome<List<StoredImage>> images() {
        return minikube.run(SHORT, "image", "ls", "--format", "json")
                .then(text -> NodeJson.read("minikube", text, NodeJson::images));
    }

    @Override
    public Outcome<Map<String, String>> labels(StoredImage image) {
        return minikube.run(SHORT, "ssh", "--", "sudo", "crictl", "inspecti", "--output", "json", image.id())
                .then(text -> NodeJson.read(
                        "crictl",
                        text,
                        tree -> NodeJson.labels(
                                tree.path("info").path("imageSpec").path("config"))));
    }

    /// By its names where it has some: minikube knows no other way. One that lost its name goes by its ID.
    @Override
    public Outcome<StoredImage> remove(StoredImage image) {
        List<String> names = image.references().isEmpty() ? List.of(image.id()) : image.references();
        Outcome<StoredImage> outcome = new Outcome.Got<>(image);
        for (String name : names) {
            outcome = outcome.then(_ -> minikube.run(LONG, "image", "rm", name).map(_ -> image));
        }
        return outcome;
    }
}
