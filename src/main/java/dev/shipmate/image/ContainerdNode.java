package dev.shipmate.image;

import dev.shipmate.process.ProgramRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// This machine as a node, through containerd's `ctr`.
final class ContainerdNode implements Node, NodeStore {
    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Cli ctr;
    private final Docker docker;

    ContainerdNode(ProgramRunner runner, String program, Path socket, Docker docker) {
        ctr = new Cli(runner, program, "--address", socket.toString(), "--namespace", "k8s.io");
        this.docker = docker;
    }

    @Override
    public String name() {
        return "this machine";
    }

    @Override
    public Outcome<List<Node>> nodes() {
        return new Outcome.Got<>(List.of(this));
    }

    @Override
    public Outcome<String> load(String reference) {
        return SavedImage.with(docker, reference, file -> imported(file).map(_ -> reference));
    }

    /// When somebody else imports the image at the same moment, containerd refuses one of the two; a second import
    /// of what is there by then is none.
    private Outcome<String> imported(Path file) {
        Outcome<String> first = ctr.run(LONG, "images", "import", file.toString());
        return first instanceof Outcome.Failed<String>(Problem problem)
                        && problem.what().contains("already exists")
                ? ctr.run(LONG, "images", "import", file.toString())
                : first;
    }

    /// Kubernetes gives an image a second name in containerd, its ID, but not one that takes over the name of an older
    /// image. Names that lead to the same manifest are one image.
    @Override
    public Outcome<List<StoredImage>> images() {
        return ctr.run(SHORT, "images", "list").then(table -> {
            var byManifest = new LinkedHashMap<String, Found>();
            table.lines()
                    .skip(1)
                    .map(line -> line.split("\\s+"))
                    .filter(columns -> columns.length > 4)
                    .forEach(columns -> byManifest
                            .computeIfAbsent(columns[2], Found::new)
                            .add(columns[0], ByteSize.parse(columns[3] + columns[4])));
            Outcome<List<StoredImage>> images = new Outcome.Got<>(List.of());
            for (Found found : byManifest.values()) {
                images = images.then(before -> id(found).map(id -> {
                    var all = new ArrayList<>(before);
                    all.add(found.image(id));
                    return List.copyOf(all);
                }));
            }
            return images;
        });
    }

    private Outcome<String> id(Found found) {
        if (!found.id.isEmpty()) {
            return new Outcome.Got<>(found.id);
        }
        return switch (ctr.run(SHORT, "content", "get", found.manifest)) {
            case Outcome.Got<String>(String text) ->
                NodeJson.read(
                        "ctr", text, tree -> tree.path("config").path("digest").asString(found.manifest));
            case Outcome.Stopped<String> stopped -> stopped;
            // It was removed since it was listed, or is not all here.
            case Outcome.Missing<String> _, Outcome.Failed<String> _ -> new Outcome.Got<>(found.manifest);
        };
    }

    @Override
    public Outcome<Map<String, String>> labels(StoredImage image) {
        return ctr.run(SHORT, "content", "get", image.id())
                .then(text -> NodeJson.read("ctr", text, tree -> NodeJson.labels(tree.path("config"))));
    }

    @Override
    public Outcome<StoredImage> remove(StoredImage image) {
        var arguments = new ArrayList<>(List.of("images", "remove"));
        arguments.addAll(image.references());
        arguments.add(image.id());
        return ctr.run(LONG, arguments).map(_ -> image);
    }

    private static final class Found {
        private final String manifest;
        private final List<String> references = new ArrayList<>();
        private String id = "";
        private long sizeBytes;

        Found(String manifest) {
            this.manifest = manifest;
        }

        void add(String name, long size) {
            sizeBytes = size;
            if (name.startsWith("sha256:")) {
                id = name;
            } else {
                references.add(name);
            }
        }

        StoredImage image(String known) {
            return new StoredImage(known, references, List.of(manifest), sizeBytes, Map.of());
        }
    }
}
